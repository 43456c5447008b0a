"""The English that surrounds names: kinds of contact, titles, words that may be names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rescrm.core.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KINDS: Mapping[str, str] = {
    **{
        kind: kind
        for kind in (
            "coffee", "call", "email", "message", "meeting", "meal",
            "conference", "video", "letter", "debrief",
        )
    },
    **dict.fromkeys(("called", "phoned"), "call"),
    **dict.fromkeys(("emailed", "mailed", "e-mail", "e-mailed"), "email"),
    **dict.fromkeys(("texted", "text", "dm", "messaged"), "message"),
    **dict.fromkeys(("met", "mtg"), "meeting"),
    **dict.fromkeys(("lunch", "dinner", "breakfast", "drinks"), "meal"),
    **dict.fromkeys(("zoom", "teams", "facetime"), "video"),
    **dict.fromkeys(("card",), "letter"),
    **dict.fromkeys(("debriefed",), "debrief"),
}  # fmt: skip

WITH = frozenset({"with", "w"})
AND = frozenset({"and", "plus"})

TITLES = _words("dr prof professor doctor mr mrs ms mx dra sir dame")

# Before one of these a day is not the day of the touch: "deck due by fri".
BEFORE_OTHER_DAYS = _words("""
    by until till before after since from due for every each next this to between or through
    of about than around with w and is was
""")

CALENDAR = _words("""
    january february march april may june july august september october november december jan
    feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
    saturday sunday mon tue tues wed thu thur thurs fri sat sun
""")

# They never begin a name unless one must stand there and they have a capital (An Nguyen, Do Kim).
SMALL = _words("""
    a about above across after again against ago all almost along already also although always
    am among an and another any anyone anything are around as asked at away back be because
    become been before began behind being below best better between both but by came can
    cannot come could day did didn't discuss discussed do does doesn't doing don't done down
    during each early either else end enough etc even ever every everyone everything few first
    for from further gave get gets getting give given go goes going gone good got great had
    half has hasn't have haven't having he heard held help helped her here hers herself him
    himself his hour hours how however i if in into is isn't it it's its itself just keep kept
    knew know known last late later least less let like little long lots made make makes many
    maybe me mention mentioned might min mins minute minutes month months more morning most
    much must my myself near need needs never new next nice night no nobody none nor not note
    notes nothing now of off offered often ok on once one only or other others our ours out
    over own part past people per perhaps phone poster quick quite rather re read really right
    said same saw say says see seen send sent several shall she should show showed since so
    some someone something soon still such take taken talk talked talking team than thank
    thanks that the their theirs them then there these they thing things think this those
    though through till time to today together told tomorrow tonight too took toward two under
    until up upon us use used very via want wanted wants was wasn't we week weeks well went
    were what when where whether which while who whole whom whose why with within without work
    worked working would wrote yes yesterday yet you your yours
""")

# Names that are words as well: they count with a capital only, and where a name can stand.
WORDS_AND_NAMES = _words("""
    ace amber angel april art ash aspen august autumn bay bear bill bishop blue bond boss
    brand brandy bud buddy case cash chad chance charity chase chief chip christian clay cliff
    coach coral crystal daisy dale dawn deacon dean destiny dick doc dot drew duke dusty earl
    ebony echo ember eve faith fern field finch flora forest fox frank gene general genesis
    ginger glen glory grace grant gray green grey guy happy harmony hazel heath heather heaven
    holly honor hope hunter iris ivory ivy jack jade jan jasmine jay jewel joy june junior
    justice king kit lacy lake lance lane lark laurel liberty lily long lucky major march mark
    marshal mason may meadow melody mercy merit merry miles min mint miss moon nick noble norm
    nova oak olive opal page parker pat patience patsy patty peace pearl penny pepper phoenix
    poppy porter precious prince prof promise prudence queen quill rain randy raven ray reed
    reef rich ridge river rob robin rock rocky rod rose rosemary royal ruby rusty sage saint
    sandy scout serenity sharp shay sherry sierra silver skip sky smith song sonny spring star
    sterling stone stormy sue summer sun sunny sunshine temple trinity trip true tuesday union
    vale valentine venus verity victor viola violet wade ward warren wednesday west wilder
    will willow winter wolf wren young zen
""")

MONTH_NAMES = _words("jan april may june august march")


# What stands before a capital word tells whether it is a name: the Grant, in May, about Grace.
BEFORE_A_THING = _words("a an the this that my his her our their your its no any some of at in on")
BEFORE_A_MONTH = BEFORE_A_THING | _words("""
    by until till since during through next last early late mid before after every around
""")
BEFORE_A_NAME = _words("saw told thanked asked helped introduced joined visited")
BEFORE_A_TOPIC = _words("about discussed re regarding discussing mentioned")

# Towns and countries that people are called after: "flew to Austin" names nobody for certain.
PLACES = _words("""
    adelaide africa alexandria america arlington asia aurora austin bethesda boston brooklyn bronx
    carolina chad charlotte chelsea china cleveland cuba dakota dallas denver devon diego florence
    florida francisco georgia houston india ireland israel italia italy jackson jacksonville jersey
    jordan kent kenya kingston lima lincoln london louisiana madison milan montana nevada odessa
    orlando paris phoenix raleigh richmond rochester rome salem savannah scotland siena sydney
    tyler valencia victoria vienna virginia washington york
""")
BEFORE_A_PLACE = _words("to from via near toward towards")
BEFORE_PART_OF_A_PLACE = _words("""
    san santa st saint new fort port los las el mount cape south north east west
""")
SPEAKING = _words(
    "talk talked spoke speaking wrote heard reply replied reached out chatted listened"
)

# Who is spoken of without a name; "asked her for" is no note but an ask that lacks one.
NOT_NAMED = _words("about if whether how why what when where who which to for and some many a the")


def kinds_by_word(own: Iterable[str] = ()) -> dict[str, str]:
    """Each word that says a kind, with spaces for hyphens, and the kind it says."""
    known = {fold(kind).replace("-", " "): kind for kind in own}
    return {**known, **{word.replace("-", " "): kind for word, kind in KINDS.items()}}
