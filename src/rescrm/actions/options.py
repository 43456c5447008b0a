"""The options that describe a person, the same for `add` and `edit`.

These two are never on a fast path, so that here the annotations may be real.
"""

from __future__ import annotations

from typing import Annotated

from typer import Option

Emails = Annotated[list[str] | None, Option("-e", "--email", help="E-mail address.")]
Phones = Annotated[list[str] | None, Option("--phone", help="Phone number.")]
Links = Annotated[list[str] | None, Option("--link", help="A profile, such as LinkedIn's.")]
Kind = Annotated[str | None, Option("-k", "--kind", help="co-resident, faculty, …")]
Tags = Annotated[list[str] | None, Option("-t", "--tag", help="A tag.")]
Org = Annotated[str | None, Option("-o", "--org", help="Organisation.")]
Title = Annotated[str | None, Option("--title", help="Title.")]
Stage = Annotated[str | None, Option("--stage", help="MS4, PGY-2, fellow, attending.")]
Specialty = Annotated[str | None, Option("--specialty", help="Specialty.")]
City = Annotated[str | None, Option("--city", help="City.")]
Birthday = Annotated[str | None, Option("--birthday", help='1993-03-14 or "mar 14".')]
Nicks = Annotated[list[str] | None, Option("--nick", help="Nickname.")]
Every = Annotated[str | None, Option("--every", help='A rule for them: "6 weeks", or never.')]
Met = Annotated[str | None, Option("--met", help="The event where you met.")]
On = Annotated[str | None, Option("--on", help="The day you met.")]
Via = Annotated[str | None, Option("--via", help="Who introduced you.")]
Note = Annotated[str | None, Option("--note", help="A line about them.")]
Fields = Annotated[list[str] | None, Option("--set", help="A field of your own: knows=ECG.")]
