"""What came to the tables after the first: each step as SQL to read.

A table is made anew where SQLite cannot alter it: what may be empty, and what a CHECK allows.
"""

from __future__ import annotations

# The network of a resident: hand-overs and asks of groups, programmes, giving, goals.
NETWORK_GROWS = """
CREATE TABLE commitment_2 (                  -- what is to be done for someone, or for a group
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL UNIQUE,
    what        TEXT NOT NULL CHECK (what IN (
                    'promise', 'ask', 'thank-you', 'follow-up', 'outreach', 'hand-over')),
    contact     INTEGER REFERENCES contact ON DELETE CASCADE,    -- NULL: the group's own
    about       TEXT,
    said_on     TEXT NOT NULL,
    due_on      TEXT NOT NULL,
    limit_on    TEXT,
    snoozed_until TEXT,
    done_on     TEXT,
    event       INTEGER REFERENCES event ON DELETE CASCADE,
    interaction INTEGER REFERENCES interaction ON DELETE SET NULL,
    "group"     INTEGER REFERENCES "group" ON DELETE CASCADE,
    state       TEXT CHECK (state IN ('agreed', 'declined', 'hosted')),  -- of an ask; NULL: asked
    thanks_for  INTEGER REFERENCES commitment ON DELETE SET NULL,    -- of a thank-you: the ask
    closed_by   INTEGER REFERENCES interaction ON DELETE SET NULL,   -- of a thank-you: the letter
    CHECK (contact IS NOT NULL OR "group" IS NOT NULL)
) STRICT;
INSERT INTO commitment_2 (id, uid, what, contact, about, said_on, due_on, limit_on, snoozed_until,
                          done_on, event, interaction)
     SELECT id, uid, what, contact, about, said_on, due_on, limit_on, snoozed_until,
            done_on, event, interaction FROM commitment;
DELETE FROM sqlite_sequence WHERE name = 'commitment_2';
INSERT INTO sqlite_sequence (name, seq)
     SELECT 'commitment_2', seq FROM sqlite_sequence WHERE name = 'commitment';
DROP TABLE commitment;
ALTER TABLE commitment_2 RENAME TO commitment;
CREATE INDEX commitment_of ON commitment (contact);
CREATE INDEX commitment_open ON commitment (what, due_on) WHERE done_on IS NULL;
CREATE INDEX commitment_of_event ON commitment (event) WHERE event IS NOT NULL;
CREATE INDEX commitment_of_group ON commitment ("group") WHERE "group" IS NOT NULL;
CREATE INDEX commitment_of_touch ON commitment (interaction) WHERE interaction IS NOT NULL;
CREATE INDEX commitment_closed_by ON commitment (closed_by) WHERE closed_by IS NOT NULL;
CREATE INDEX commitment_thanks ON commitment (thanks_for) WHERE thanks_for IS NOT NULL;
-- What goes is looked for in the tables that name it: undo must not read the whole agenda.
CREATE INDEX agenda_of_commitment ON agenda (commitment) WHERE commitment IS NOT NULL;

DROP TABLE sponsor_act;                      -- nothing has written to it yet
CREATE TABLE sponsor_act (                   -- what someone did for you
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE,
    contact    INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    act        TEXT NOT NULL,
    day        TEXT NOT NULL,
    commitment INTEGER REFERENCES commitment ON DELETE SET NULL      -- the thank-you
) STRICT;
CREATE INDEX sponsor_act_of ON sponsor_act (contact);
CREATE INDEX sponsor_act_thanks ON sponsor_act (commitment) WHERE commitment IS NOT NULL;

ALTER TABLE "group" ADD COLUMN link TEXT;    -- to its chat; private, as it lets anybody in

DROP TABLE introduction;                     -- nothing has written to it yet
CREATE TABLE introduction (                  -- two people who should know each other: asked first
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE,
    one        INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    other      INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    why        TEXT,
    one_said   TEXT CHECK (one_said IN ('yes', 'no')),       -- NULL: not asked, or no answer yet
    other_said TEXT CHECK (other_said IN ('yes', 'no')),
    state      TEXT NOT NULL CHECK (state IN ('asking', 'agreed', 'connected', 'declined')),
    said_on    TEXT NOT NULL,
    ended_on   TEXT
) STRICT;
CREATE INDEX introduction_of_one ON introduction (one);
CREATE INDEX introduction_of_other ON introduction (other);
ALTER TABLE draft ADD COLUMN introduction INTEGER REFERENCES introduction ON DELETE SET NULL;
ALTER TABLE draft ADD COLUMN "group" INTEGER REFERENCES "group" ON DELETE SET NULL;
CREATE INDEX draft_for ON draft (introduction) WHERE introduction IS NOT NULL;

CREATE TABLE talk (                          -- a session in an event's programme
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    uid    TEXT NOT NULL UNIQUE,
    event  INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    key    TEXT NOT NULL,                    -- what the programme calls it
    title  TEXT NOT NULL,
    track  TEXT,
    room   TEXT,
    starts TEXT,                             -- instant, as the programme writes it
    ends   TEXT,
    UNIQUE (event, key)
) STRICT;

CREATE TABLE speaker (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    talk INTEGER NOT NULL REFERENCES talk ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE (talk, name)
) STRICT;

CREATE TABLE unclear (                       -- said while meeting people, not understood yet
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    event   INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    line    TEXT NOT NULL,                   -- as it was typed
    said_on TEXT NOT NULL,
    why     TEXT NOT NULL                    -- what is to be asked about it
) STRICT;
CREATE INDEX unclear_of_event ON unclear (event);

CREATE TABLE point (                         -- what to talk about when you meet next
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    contact     INTEGER REFERENCES contact ON DELETE CASCADE,
    "group"     INTEGER REFERENCES "group" ON DELETE CASCADE,
    text        TEXT NOT NULL,
    said_on     TEXT NOT NULL,
    done_on     TEXT,
    interaction INTEGER REFERENCES interaction ON DELETE SET NULL,   -- where it was talked about
    CHECK ((contact IS NULL) <> ("group" IS NULL))
) STRICT;
CREATE INDEX point_of ON point (contact) WHERE contact IS NOT NULL;
CREATE INDEX point_of_group ON point ("group") WHERE "group" IS NOT NULL;
CREATE INDEX point_of_touch ON point (interaction) WHERE interaction IS NOT NULL;

CREATE TABLE favour (                        -- given and received; offers too
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE,
    contact    INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    way        TEXT NOT NULL CHECK (way IN ('gave', 'got')),
    what       TEXT NOT NULL,
    day        TEXT NOT NULL,
    offer      TEXT CHECK (offer IN ('open', 'taken', 'lapsed')),    -- NULL: it was done at once
    commitment INTEGER REFERENCES commitment ON DELETE SET NULL      -- the thank-you
) STRICT;
CREATE INDEX favour_of ON favour (contact);
CREATE INDEX favour_thanks ON favour (commitment) WHERE commitment IS NOT NULL;

CREATE TABLE goal (                          -- so many of something a month
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL UNIQUE,
    wanted INTEGER NOT NULL,
    counts TEXT NOT NULL                     -- event, committee, meeting, touch; then a filter
) STRICT;

CREATE TABLE program (                       -- where you might train next
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT NOT NULL UNIQUE,
    handle       TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    organisation TEXT,
    city         TEXT,
    note         TEXT,
    added        TEXT NOT NULL
) STRICT;

CREATE TABLE weight (                        -- what speaks for a program, and how much
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    program INTEGER NOT NULL REFERENCES program ON DELETE CASCADE,
    name    TEXT NOT NULL,
    value   INTEGER NOT NULL,
    UNIQUE (program, name)
) STRICT;

CREATE TABLE preference (                    -- how much each such thing matters to you
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    name  TEXT NOT NULL UNIQUE,
    value INTEGER NOT NULL
) STRICT;

-- The present position stands on the card: its row has only the day on which it began.
ALTER TABLE position ADD COLUMN specialty TEXT;
ALTER TABLE position ADD COLUMN city TEXT;
ALTER TABLE position ADD COLUMN coming TEXT; -- what the card will say from first_day on, as JSON
CREATE INDEX position_coming ON position (first_day) WHERE coming IS NOT NULL;
"""

# Where reminders live: shifts by the hour, digests handed over, folders that other machines read.
CALENDAR_GROWS = """
ALTER TABLE shift ADD COLUMN starts TEXT;    -- instants; NULL: whole days
ALTER TABLE shift ADD COLUMN ends TEXT;

ALTER TABLE exported ADD COLUMN starts TEXT;    -- instants, of an item that has hours
ALTER TABLE exported ADD COLUMN ends TEXT;
ALTER TABLE exported ADD COLUMN rings TEXT;     -- clock time of its alarm, '' for none
ALTER TABLE exported ADD COLUMN stand_in TEXT;  -- instant of the event that rings in its place

CREATE TABLE delivery (                      -- a digest handed over: once a day and person at most
    day       TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'refused', 'unknown')),
    at        TEXT NOT NULL,                 -- instant
    PRIMARY KEY (day, recipient)
) STRICT, WITHOUT ROWID;

CREATE TABLE synced (                        -- what a folder and the store last agreed on
    collection TEXT NOT NULL,                -- people, reminders, touches
    uid        TEXT NOT NULL,
    href       TEXT NOT NULL,                -- the file's name in the folder
    stamp      TEXT,                         -- and how it looked when it was read last
    here       TEXT,                         -- the store's item, as JSON; NULL: never agreed on
    there      TEXT,                         -- the file's
    here_next  TEXT,                         -- both as written since, on the way to the server;
    there_next TEXT,                         -- empty: gone
    PRIMARY KEY (collection, uid)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen (                          -- how the store was when a collection needed nothing
    collection TEXT PRIMARY KEY NOT NULL,
    mark       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
