"""The tables of the store, as SQL to read; `growth` has what came later.

Days are `YYYY-MM-DD` in the person's own zone; instants are ISO in UTC. No BLOB and no REAL in a
journaled table: a before-image is JSON, which cannot hold them exactly. Ids and uids are never
used twice (AUTOINCREMENT).
"""

from __future__ import annotations

PEOPLE = """
CREATE TABLE contact (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    uid           TEXT NOT NULL UNIQUE,
    handle        TEXT NOT NULL UNIQUE,      -- lower-case, for typing and completion
    name          TEXT NOT NULL,
    nicknames     TEXT,                      -- one a line
    kind          TEXT,
    organisation  TEXT,
    title         TEXT,
    stage         TEXT,                      -- MS4, PGY-2, fellow, attending
    specialty     TEXT,
    city          TEXT,
    note          TEXT,
    met_on        TEXT,
    met_at        INTEGER REFERENCES event ON DELETE SET NULL,
    introduced_by INTEGER REFERENCES contact ON DELETE SET NULL,
    added         TEXT NOT NULL,             -- day
    recorded      TEXT NOT NULL,             -- instant
    state         TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived', 'deceased')),
    rested_on     TEXT,                      -- the day a rest was said: the clock counts from it
    rests_until   TEXT,                      -- hidden before this day; 9999-12-31 is until woken
    skipped_on    TEXT,
    snoozed_on    TEXT,
    snoozed_until TEXT,
    snoozed_after INTEGER,                   -- the newest interaction when the snooze was said
    woken_after   INTEGER,                   -- attempts up to this interaction no longer count
    name_folded   TEXT,                      -- name and nicknames for the index; NULL: the name is plain
    about_folded  TEXT                       -- the same for where they are and what they do
) STRICT;
CREATE INDEX contact_by_kind ON contact (kind) WHERE kind IS NOT NULL;
CREATE INDEX contact_met_at ON contact (met_at) WHERE met_at IS NOT NULL;
CREATE INDEX contact_through ON contact (introduced_by) WHERE introduced_by IS NOT NULL;

CREATE TABLE channel (                       -- e-mail, phone, profile
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    contact  INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    kind     TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'link')),
    value    TEXT NOT NULL,                  -- as it was typed
    label    TEXT,
    key      TEXT                            -- as it is compared: mailto:…, tel:+…, linkedin:…
) STRICT;
CREATE INDEX channel_of ON channel (contact);
CREATE INDEX channel_by_key ON channel (key, contact);

CREATE TABLE tag (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    contact  INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    name     TEXT NOT NULL,
    UNIQUE (contact, name)
) STRICT;
CREATE INDEX tag_by_name ON tag (name, contact);

CREATE TABLE custom (                        -- the user's own fields
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    contact  INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    name     TEXT NOT NULL,
    value    TEXT NOT NULL,
    UNIQUE (contact, name)
) STRICT;

CREATE TABLE occasion (                      -- birthdays and other yearly dates
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    uid      TEXT NOT NULL UNIQUE,
    contact  INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    label    TEXT NOT NULL,
    monthday INTEGER NOT NULL,               -- 314 is 14 March
    year     INTEGER,
    lead     INTEGER NOT NULL,               -- days ahead that it falls due
    done_on  TEXT,                           -- the occurrence that needs nothing more
    UNIQUE (contact, label)
) STRICT;
CREATE INDEX occasion_by_day ON occasion (lead, monthday);

CREATE TABLE position (                      -- where someone was, and when
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    contact      INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    organisation TEXT,
    title        TEXT,
    stage        TEXT,
    first_day    TEXT,
    last_day     TEXT
) STRICT;
CREATE INDEX position_of ON position (contact);

CREATE TABLE note (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    contact  INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    text     TEXT NOT NULL,
    day      TEXT NOT NULL,
    recorded TEXT NOT NULL,
    folded   TEXT
) STRICT;
CREATE INDEX note_of ON note (contact);

CREATE TABLE origin (                        -- what a file calls someone, so that twice in adds nothing
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    key      TEXT NOT NULL UNIQUE,           -- uid:…, linkedin:…, card:<hash>
    contact  INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    digest   TEXT NOT NULL,                  -- of the record as last read, then as read before
    lines    TEXT,                           -- the card itself, line by line
    encoding TEXT
) STRICT;
CREATE INDEX origin_of ON origin (contact);
"""

TOUCHES = """
CREATE TABLE interaction (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid       TEXT NOT NULL UNIQUE,
    day       TEXT NOT NULL,
    kind      TEXT,
    note      TEXT,
    tags      TEXT,                          -- parted by blanks
    direction TEXT NOT NULL CHECK (direction IN ('me', 'them', 'both')),
    attempt   INTEGER NOT NULL DEFAULT 0,    -- 1: nobody answered
    event     INTEGER REFERENCES event ON DELETE SET NULL,
    "group"   INTEGER REFERENCES "group" ON DELETE SET NULL,
    source    TEXT UNIQUE,                   -- what a calendar or mailbox calls it
    recorded  TEXT NOT NULL,
    folded    TEXT
) STRICT;
CREATE INDEX interaction_by_day ON interaction (day, id);
CREATE INDEX interaction_of_group ON interaction ("group", day) WHERE "group" IS NOT NULL;

CREATE TABLE participant (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    interaction INTEGER NOT NULL REFERENCES interaction ON DELETE CASCADE,
    contact     INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    missed      INTEGER NOT NULL DEFAULT 0,  -- 1: was expected and not there
    UNIQUE (interaction, contact)
) STRICT;
CREATE INDEX participant_of ON participant (contact, interaction);

CREATE TABLE commitment (                    -- promise, ask, thank-you, follow-up: one number space
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL UNIQUE,
    what        TEXT NOT NULL CHECK (what IN ('promise', 'ask', 'thank-you', 'follow-up', 'outreach')),
    contact     INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    about       TEXT,
    said_on     TEXT NOT NULL,
    due_on      TEXT NOT NULL,
    limit_on    TEXT,
    snoozed_until TEXT,
    done_on     TEXT,
    event       INTEGER REFERENCES event ON DELETE CASCADE,
    interaction INTEGER REFERENCES interaction ON DELETE SET NULL
) STRICT;
CREATE INDEX commitment_of ON commitment (contact);
CREATE INDEX commitment_open ON commitment (what, due_on) WHERE done_on IS NULL;
CREATE INDEX commitment_of_event ON commitment (event) WHERE event IS NOT NULL;
"""

RHYTHM = """
CREATE TABLE rule (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    scope    TEXT NOT NULL CHECK (scope IN ('contact', 'group', 'role', 'tag', 'kind', 'everyone')),
    value    TEXT NOT NULL,                  -- contact or group: its id; everyone: empty
    every    TEXT,                           -- NULL is never
    max      TEXT,
    start_on TEXT NOT NULL,                  -- the day it was set: "every other tue" counts from it
    UNIQUE (scope, value)
) STRICT;

CREATE TABLE pause (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    reason    TEXT
) STRICT;

CREATE TABLE shift (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    source    TEXT
) STRICT;
"""

NETWORK = """
CREATE TABLE event (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid       TEXT NOT NULL UNIQUE,
    handle    TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    type      TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    city      TEXT,
    closed_on TEXT
) STRICT;

CREATE TABLE target (                        -- whom to look for at an event
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    event   INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    session TEXT,
    topic   TEXT,
    at      TEXT,
    UNIQUE (event, contact)
) STRICT;
CREATE INDEX target_of ON target (contact);

CREATE TABLE meeting (                       -- who was met at an event, and about what
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    event     INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    contact   INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    line      TEXT NOT NULL,                 -- as it was typed
    discussed TEXT,
    next_step TEXT,
    UNIQUE (event, contact)
) STRICT;
CREATE INDEX meeting_of ON meeting (contact);

CREATE TABLE "group" (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    uid       TEXT NOT NULL UNIQUE,
    handle    TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    type      TEXT NOT NULL,
    every     TEXT,
    meets     TEXT,
    added     TEXT NOT NULL
) STRICT;

CREATE TABLE member (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    "group"   INTEGER NOT NULL REFERENCES "group" ON DELETE CASCADE,
    contact   INTEGER REFERENCES contact ON DELETE CASCADE,   -- NULL is the user
    role      TEXT,
    first_day TEXT,
    last_day  TEXT
) STRICT;
CREATE INDEX member_of ON member (contact);
CREATE INDEX member_in ON member ("group");

CREATE TABLE mentor (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    contact   INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    role      TEXT NOT NULL CHECK (role IN ('clinical', 'research', 'career', 'identity')),
    first_day TEXT,
    last_day  TEXT
) STRICT;
CREATE INDEX mentor_of ON mentor (contact);
CREATE INDEX mentor_by_role ON mentor (role, contact);

CREATE TABLE sponsor_act (                   -- what someone did for you
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    contact    INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    act        TEXT NOT NULL,
    day        TEXT NOT NULL,
    commitment INTEGER REFERENCES commitment ON DELETE SET NULL
) STRICT;

CREATE TABLE introduction (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    one     INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    other   INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    state   TEXT NOT NULL,
    said_on TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    contact  INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    template TEXT NOT NULL,
    event    INTEGER REFERENCES event ON DELETE SET NULL,
    subject  TEXT,
    body     TEXT,
    missing  TEXT NOT NULL DEFAULT '[]',     -- JSON list of sentences
    warnings TEXT NOT NULL DEFAULT '[]',
    state    TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'sent', 'discarded')),
    edited   INTEGER NOT NULL DEFAULT 0,     -- 1: in the user's own words, not to be written anew
    made_on  TEXT NOT NULL
) STRICT;
CREATE INDEX draft_of ON draft (contact);
"""

# Worked out from the tables above, or kept beside them: not journaled.
DERIVED = """
CREATE TABLE agenda (                        -- what will fall due; written by each change, read by `due`
    id          INTEGER PRIMARY KEY,
    what        TEXT NOT NULL,
    contact     INTEGER REFERENCES contact ON DELETE CASCADE,
    "group"     INTEGER REFERENCES "group" ON DELETE CASCADE,
    commitment  INTEGER REFERENCES commitment ON DELETE CASCADE,
    handle      TEXT NOT NULL,
    allowance   INTEGER NOT NULL,            -- days; pressure is overdue days / allowance
    ideal_on    TEXT NOT NULL,               -- before any pause
    due_on      TEXT NOT NULL,
    limit_on    TEXT,
    about       TEXT,
    because     TEXT NOT NULL,
    last        INTEGER,                     -- the touch it counts from
    valid_from  TEXT NOT NULL,               -- the stretch of days on which this row speaks
    valid_until TEXT NOT NULL
) STRICT;
CREATE INDEX agenda_heads ON agenda (allowance, due_on, handle);
CREATE INDEX agenda_said ON agenda (allowance, due_on, handle) WHERE what IN ('promise', 'ask');
CREATE INDEX agenda_of ON agenda (contact);
CREATE INDEX agenda_of_group ON agenda ("group") WHERE "group" IS NOT NULL;

CREATE TABLE stale (                         -- whose agenda the present change has touched
    scope TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE state (                         -- one row
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    recording INTEGER NOT NULL,              -- the open change, 0 for none
    agenda_on TEXT NOT NULL,                 -- the latest day the agenda was worked out for
    cooldown  INTEGER NOT NULL               -- and the wait after an attempt that it took
) STRICT;
INSERT INTO state VALUES (1, 0, '0001-01-01', 14);

CREATE TABLE change (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    command TEXT NOT NULL,
    summary TEXT NOT NULL,
    undone  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE change_row (                    -- how a row was before the change; NULL: it was not there
    change INTEGER NOT NULL REFERENCES change ON DELETE CASCADE,
    tbl    TEXT NOT NULL,
    key    INTEGER NOT NULL,
    image  TEXT,
    PRIMARY KEY (change, tbl, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_range (                  -- rows that a bulk write added, first to last
    change INTEGER NOT NULL REFERENCES change ON DELETE CASCADE,
    tbl    TEXT NOT NULL,
    first  INTEGER NOT NULL,
    last   INTEGER NOT NULL
) STRICT;

CREATE TABLE exported (                      -- what calendars were told; only rises, never undone
    uid      TEXT PRIMARY KEY NOT NULL,
    summary  TEXT NOT NULL,
    day      TEXT NOT NULL,
    state    TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    modified TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

SEARCH = """
CREATE VIEW contact_text (id, name, about) AS
    SELECT id,
           coalesce(name_folded, name),
           coalesce(about_folded,
                    coalesce(organisation, '') || ' ' || coalesce(title, '') || ' ' ||
                    coalesce(stage, '') || ' ' || coalesce(specialty, '') || ' ' ||
                    coalesce(city, '') || ' ' || coalesce(note, ''))
      FROM contact;
CREATE VIEW contact_part (id, name) AS
    SELECT id, coalesce(name_folded, name) || ' ' || handle FROM contact;
CREATE VIEW interaction_text (id, text) AS
    SELECT id, coalesce(folded, note) FROM interaction;
CREATE VIEW note_text (id, text) AS
    SELECT id, coalesce(folded, text) FROM note;

-- Newest first, never by rank: so no index needs the lengths of texts (columnsize).
CREATE VIRTUAL TABLE contact_search USING fts5 (
    name, about, content = 'contact_text', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', columnsize = 0);
CREATE VIRTUAL TABLE contact_trigram USING fts5 (
    name, content = 'contact_part', content_rowid = 'id', tokenize = 'trigram', columnsize = 0);
CREATE VIRTUAL TABLE interaction_search USING fts5 (
    text, content = 'interaction_text', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', columnsize = 0);
CREATE VIRTUAL TABLE note_search USING fts5 (
    text, content = 'note_text', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', columnsize = 0);
"""

SCHEMA = PEOPLE + TOUCHES + RHYTHM + NETWORK + DERIVED + SEARCH

# Every table whose rows are remembered before they change, so that `undo` can bring them back.
JOURNALED = (
    "contact", "channel", "tag", "custom", "occasion", "position", "note", "origin",
    "interaction", "participant", "commitment", "rule", "pause", "shift",
    "event", "target", "meeting", "group", "member", "mentor", "sponsor_act",
    "introduction", "draft", "talk", "speaker", "unclear", "point", "favour", "goal", "program",
    "weight", "preference",
)  # fmt: skip
