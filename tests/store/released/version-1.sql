-- A store as version 1 wrote it: every table has rows, one step is undone.
BEGIN;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
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
INSERT INTO "_sqlite_migrations" VALUES (1, 'rescrm', 'm001_everything', '2026-11-23 05:33:21.433403+00:00');
INSERT INTO "contact" VALUES (1, '5fdc4b8e-b7f9-48ee-b0d2-15a35152e9f2', 'ana-torres', 'Ana Torres', 'Annie', 'co-resident', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-01', '2026-11-01T12:00:00+00:00', 'active', NULL, NULL, NULL, '2026-11-09', '2026-12-01', 4, NULL, 'Ana Torres Annie', NULL);
INSERT INTO "contact" VALUES (2, '9d0125de-c3be-4d76-9204-619587ed7245', 'samuel-okafor', 'Samuel Okafor', NULL, 'faculty', 'UCSF', 'Associate Professor', NULL, 'cardiology', 'San Francisco', NULL, '2026-05-02', NULL, NULL, '2026-11-01', '2026-11-01T12:00:00+00:00', 'active', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "contact" VALUES (3, '501af628-7cdc-459c-b9f2-434d9965f11d', '王伟', '王伟', NULL, 'fellow', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, '2026-11-01', '2026-11-01T12:00:00+00:00', 'active', '2026-11-09', '2027-01-01', NULL, NULL, NULL, NULL, NULL, ' 王  伟 ', NULL);
INSERT INTO "contact" VALUES (4, 'fbea76a7-64c6-4fed-951e-4a7ec9cfb425', 'ben-adler', 'Ben Adler', NULL, 'co-resident', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-01', '2026-11-01T12:00:00+00:00', 'active', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "contact" VALUES (5, 'f066a82a-dba5-4316-8fd7-9307490d6639', 'maya-rao', 'Maya Rao', NULL, NULL, 'UCSF EP', NULL, NULL, NULL, NULL, NULL, '2026-11-06', 1, NULL, '2026-11-06', '2026-11-07T01:00:00+00:00', 'active', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "contact" VALUES (6, '8b9bc6cd-56df-444c-8fc4-bba3e897db38', 'lukasz-zak', 'Łukasz Żak', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-06', 1, NULL, '2026-11-06', '2026-11-07T01:00:00+00:00', 'active', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'lukasz zak', NULL);
INSERT INTO "channel" VALUES (1, 1, 'email', 'ana@mercy.org', NULL, 'mailto:ana@mercy.org');
INSERT INTO "channel" VALUES (2, 3, 'phone', '+1 415 555 0134', NULL, 'tel:+14155550134');
INSERT INTO "channel" VALUES (3, 5, 'email', 'maya@ucsf.edu', NULL, 'mailto:maya@ucsf.edu');
INSERT INTO "tag" VALUES (1, 1, 'pod');
INSERT INTO "custom" VALUES (1, 2, 'knows', 'ACC programme committee');
INSERT INTO "occasion" VALUES (1, '53606f53-2ff4-46c6-b1d7-1baa6d7d22ff', 1, 'birthday', 229, NULL, 7, NULL);
INSERT INTO "note" VALUES (1, 2, 'likes direct questions', '2026-11-09', '2026-11-09T12:00:00+00:00', NULL);
INSERT INTO "interaction" VALUES (1, '49131aa1-8ae5-4dde-a210-0e159289cc32', '2026-11-06', 'conference', 'poster 212; amyloid', NULL, 'both', 0, 1, NULL, NULL, '2026-11-07T01:00:00+00:00', NULL);
INSERT INTO "interaction" VALUES (2, 'b0f2ae1b-223c-47f2-9714-9d17f5c9b35b', '2026-11-06', 'conference', NULL, NULL, 'both', 0, 1, NULL, NULL, '2026-11-07T01:00:00+00:00', NULL);
INSERT INTO "interaction" VALUES (3, 'e8e94399-afe7-4898-9d35-34c4877362d0', '2026-11-08', 'coffee', 'talked boards', NULL, 'both', 0, NULL, NULL, NULL, '2026-11-09T12:00:00+00:00', NULL);
INSERT INTO "interaction" VALUES (4, 'b0b33ab9-f3fa-4d0e-ad1b-26af89f4a38c', '2026-11-09', NULL, 'pizza', NULL, 'both', 0, NULL, 1, NULL, '2026-11-09T12:00:00+00:00', NULL);
INSERT INTO "participant" VALUES (1, 1, 5, 0);
INSERT INTO "participant" VALUES (2, 2, 6, 0);
INSERT INTO "participant" VALUES (3, 3, 1, 0);
INSERT INTO "participant" VALUES (4, 3, 2, 0);
INSERT INTO "participant" VALUES (5, 4, 4, 0);
INSERT INTO "participant" VALUES (6, 4, 1, 1);
INSERT INTO "commitment" VALUES (1, '92f5d111-cf02-4ca9-b90e-cb321c65471f', 'follow-up', 5, 'amyloid', '2026-11-06', '2026-11-10', '2026-11-14', NULL, '2026-11-09', 1, NULL);
INSERT INTO "commitment" VALUES (2, '0ec78752-2b68-4018-a24d-47b829bb95c0', 'promise', 5, 'the dataset', '2026-11-06', '2026-11-20', '2026-11-20', NULL, NULL, 1, NULL);
INSERT INTO "commitment" VALUES (3, 'fa6ebd24-b43c-4589-ba68-f30d4f4104d9', 'follow-up', 6, NULL, '2026-11-06', '2026-11-11', '2026-11-14', NULL, NULL, 1, NULL);
INSERT INTO "commitment" VALUES (4, 'fa19e1dd-ed76-490f-8e51-25bd0416bb30', 'promise', 1, 'the QI deck', '2026-11-09', '2026-11-13', '2026-11-13', NULL, NULL, NULL, 3);
INSERT INTO "commitment" VALUES (5, 'a91c5b02-7bd6-4d3d-b8a7-58976f6b6d83', 'ask', 2, 'a letter', '2026-11-09', '2026-11-16', '2026-11-16', NULL, NULL, NULL, 3);
INSERT INTO "rule" VALUES (1, 'role', 'any', 'every 6 weeks', '10 weeks', '2026-11-01');
INSERT INTO "rule" VALUES (2, 'kind', 'sponsor', 'every 2 months', NULL, '2026-11-01');
INSERT INTO "rule" VALUES (3, 'kind', 'co-resident', 'every 4 weeks', NULL, '2026-11-01');
INSERT INTO "rule" VALUES (4, 'kind', 'faculty', 'every 3 months', NULL, '2026-11-01');
INSERT INTO "rule" VALUES (5, 'kind', 'collaborator', 'every 3 months', NULL, '2026-11-01');
INSERT INTO "rule" VALUES (6, 'kind', 'alum', 'every 6 months', NULL, '2026-11-01');
INSERT INTO "rule" VALUES (7, 'kind', 'mentee', 'every 4 weeks', NULL, '2026-11-01');
INSERT INTO "rule" VALUES (8, 'contact', '1', 'every 2 weeks', NULL, '2026-11-01');
INSERT INTO "rule" VALUES (9, 'contact', '2', 'every 6 weeks', '10 weeks', '2026-11-09');
INSERT INTO "pause" VALUES (1, '2026-12-20', '2026-12-31', 'holidays');
INSERT INTO "event" VALUES (1, '5e95db3a-4930-45c8-9467-e0cb045dc199', 'acc-2026', 'ACC 2026', 'conference', '2026-11-05', '2026-11-07', 'Chicago', '2026-11-09');
INSERT INTO "meeting" VALUES (1, 1, 5, 'Maya Rao, UCSF EP, poster 212; talked amyloid; promised the dataset by 2026-11-20; maya@ucsf.edu', 'amyloid', NULL);
INSERT INTO "meeting" VALUES (2, 1, 6, 'Łukasz Żak; next a call', NULL, 'a call');
INSERT INTO "group" VALUES (1, '7228cc63-1eb6-4314-ac88-95f45bac768d', 'lunch', 'lunch', 'pod', 'every 2 weeks', NULL, '2026-11-01');
INSERT INTO "member" VALUES (1, 1, 1, NULL, '2026-11-01', NULL);
INSERT INTO "member" VALUES (2, 1, 4, NULL, '2026-11-01', NULL);
INSERT INTO "member" VALUES (3, 1, NULL, NULL, '2026-11-01', NULL);
INSERT INTO "mentor" VALUES (1, 2, 'research', '2026-11-01', NULL);
INSERT INTO "mentor" VALUES (2, 2, 'career', '2026-11-01', NULL);
INSERT INTO "draft" VALUES (1, 5, 'thank-you', 1, 'Following up from ACC 2026: amyloid', 'Dear Maya Rao,'||char(10)||''||char(10)||'Thank you for taking the time to talk with me at ACC 2026. I especially appreciated our conversation about amyloid.'||char(10)||''||char(10)||'I have not forgotten what I promised you: the dataset, by Fri 20 Nov.'||char(10)||''||char(10)||'I would like to hear more. Could we talk for fifteen minutes by phone in the next few weeks?'||char(10)||''||char(10)||'With thanks,', '[]', '["no next step noted: it offers fifteen minutes by phone", "unsigned: rescrm config set me.name ''YOUR NAME''"]', 'draft', 0, '2026-11-09');
INSERT INTO "draft" VALUES (2, 6, 'thank-you', 1, NULL, NULL, '["what did you talk about?"]', '[]', 'waiting', 0, '2026-11-09');
INSERT INTO "agenda" VALUES (9, 'follow-up', 6, NULL, 3, 'lukasz-zak', 7, '2026-11-11', '2026-11-11', '2026-11-14', NULL, 'met at ACC 2026', NULL, '2026-11-09', '9999-12-31');
INSERT INTO "agenda" VALUES (16, 'check-in', 4, NULL, NULL, 'ben-adler', 28, '2026-12-07', '2026-12-07', NULL, NULL, 'every 4 weeks', 4, '2026-11-09', '9999-12-31');
INSERT INTO "agenda" VALUES (17, 'group', NULL, 1, NULL, 'lunch', 14, '2026-11-23', '2026-11-23', NULL, NULL, 'every 2 weeks', 4, '2026-11-09', '9999-12-31');
INSERT INTO "agenda" VALUES (18, 'check-in', 2, NULL, NULL, 'samuel-okafor', 42, '2026-12-20', '2027-01-01', '2027-01-17', NULL, 'every 6 weeks, at most 10 weeks', 3, '2026-11-09', '9999-12-31');
INSERT INTO "agenda" VALUES (19, 'ask', 2, NULL, 5, 'samuel-okafor', 7, '2026-11-16', '2026-11-16', '2026-11-16', 'a letter', 'you asked for it', NULL, '2026-11-09', '9999-12-31');
INSERT INTO "agenda" VALUES (22, 'promise', 5, NULL, 2, 'maya-rao', 7, '2026-11-20', '2026-11-20', '2026-11-20', 'the dataset', 'you promised it', NULL, '2026-11-09', '9999-12-31');
INSERT INTO "agenda" VALUES (23, 'check-in', 1, NULL, NULL, 'ana-torres', 14, '2026-12-01', '2026-12-01', NULL, NULL, 'every 2 weeks', 3, '2026-11-09', '9999-12-31');
INSERT INTO "agenda" VALUES (24, 'promise', 1, NULL, 4, 'ana-torres', 7, '2026-11-13', '2026-11-13', '2026-11-13', 'the QI deck', 'you promised it', NULL, '2026-11-09', '9999-12-31');
INSERT INTO "state" VALUES (1, 0, '2026-11-09', 14);
INSERT INTO "change" VALUES (1, '2026-11-01T12:00:00+00:00', 'init --starter', 'set the starter rules', 0);
INSERT INTO "change" VALUES (2, '2026-11-01T12:00:00+00:00', 'add Ana Torres -e ana@mercy.org -k co-resident -t pod --nick Annie --birthday 02-29 --every 2w', 'added Ana Torres', 0);
INSERT INTO "change" VALUES (3, '2026-11-01T12:00:00+00:00', 'add Samuel Okafor -k faculty -o UCSF --title Associate Professor --specialty cardiology --city San Francisco --on 2026-05-02 --set knows=ACC programme committee', 'added Samuel Okafor', 0);
INSERT INTO "change" VALUES (4, '2026-11-01T12:00:00+00:00', 'add 王伟 -k fellow --phone +1 415 555 0134 --via okafor', 'added 王伟', 0);
INSERT INTO "change" VALUES (5, '2026-11-01T12:00:00+00:00', 'mentor set okafor --role research,career', 'Samuel Okafor: research, career mentor', 0);
INSERT INTO "change" VALUES (6, '2026-11-01T12:00:00+00:00', 'group add lunch --type pod --every 2w', 'group lunch', 0);
INSERT INTO "change" VALUES (7, '2026-11-01T12:00:00+00:00', 'add Ben Adler -k co-resident', 'added Ben Adler', 0);
INSERT INTO "change" VALUES (8, '2026-11-01T12:00:00+00:00', 'group join lunch ana ben me', 'ana-torres, ben-adler, me joined lunch', 0);
INSERT INTO "change" VALUES (9, '2026-11-01T12:00:00+00:00', 'event add ACC 2026 --from 2026-11-05 --to 2026-11-07 --city Chicago', 'event acc-2026', 0);
INSERT INTO "change" VALUES (10, '2026-11-07T01:00:00+00:00', 'event met acc-2026 Maya Rao, UCSF EP, poster 212; talked amyloid; promised the dataset by 2026-11-20; maya@ucsf.edu', 'met Maya Rao at ACC 2026', 0);
INSERT INTO "change" VALUES (11, '2026-11-07T01:00:00+00:00', 'event met acc-2026 Łukasz Żak; next a call', 'met Łukasz Żak at ACC 2026', 0);
INSERT INTO "change" VALUES (12, '2026-11-09T12:00:00+00:00', 'event close acc-2026', 'closed ACC 2026: 2 follow-ups', 0);
INSERT INTO "change" VALUES (13, '2026-11-09T12:00:00+00:00', 'draft --event acc-2026', 'drafted 2 letters', 0);
INSERT INTO "change" VALUES (14, '2026-11-09T12:00:00+00:00', 'log yesterday coffee with Ana and @samuel-okafor, talked boards; owe Ana the QI deck by fri; asked Samuel for a letter', 'logged coffee with Ana Torres, Samuel Okafor', 0);
INSERT INTO "change" VALUES (15, '2026-11-09T12:00:00+00:00', 'log --group lunch pizza --missed ana', 'logged a touch with Ben Adler', 0);
INSERT INTO "change" VALUES (16, '2026-11-09T12:00:00+00:00', 'note okafor likes direct questions', 'noted about Samuel Okafor', 0);
INSERT INTO "change" VALUES (17, '2026-11-09T12:00:00+00:00', 'rule set okafor every 6 weeks max 10w', 'rule 9: Samuel Okafor, every 6 weeks', 0);
INSERT INTO "change" VALUES (18, '2026-11-09T12:00:00+00:00', 'snooze ana 2026-12-01', 'Ana Torres: not before Tue 1 Dec 2026', 0);
INSERT INTO "change" VALUES (19, '2026-11-09T12:00:00+00:00', 'pause 2026-12-20..31 holidays', 'paused Sun 20 Dec 2026 to Thu 31 Dec 2026', 0);
INSERT INTO "change" VALUES (20, '2026-11-09T12:00:00+00:00', 'rest 王伟 --until 2027-01-01', '王伟 rests', 0);
INSERT INTO "change" VALUES (21, '2026-11-09T12:00:00+00:00', 'done 1', 'done: follow-up 1, Maya Rao', 0);
INSERT INTO "change" VALUES (22, '2026-11-09T12:00:00+00:00', 'tag ana +boards', 'tagged Ana Torres +boards', 1);
INSERT INTO "change_row" VALUES (1, 'rule', 1, NULL);
INSERT INTO "change_row" VALUES (1, 'rule', 2, NULL);
INSERT INTO "change_row" VALUES (1, 'rule', 3, NULL);
INSERT INTO "change_row" VALUES (1, 'rule', 4, NULL);
INSERT INTO "change_row" VALUES (1, 'rule', 5, NULL);
INSERT INTO "change_row" VALUES (1, 'rule', 6, NULL);
INSERT INTO "change_row" VALUES (1, 'rule', 7, NULL);
INSERT INTO "change_row" VALUES (2, 'channel', 1, NULL);
INSERT INTO "change_row" VALUES (2, 'contact', 1, NULL);
INSERT INTO "change_row" VALUES (2, 'occasion', 1, NULL);
INSERT INTO "change_row" VALUES (2, 'rule', 8, NULL);
INSERT INTO "change_row" VALUES (2, 'tag', 1, NULL);
INSERT INTO "change_row" VALUES (3, 'contact', 2, NULL);
INSERT INTO "change_row" VALUES (3, 'custom', 1, NULL);
INSERT INTO "change_row" VALUES (4, 'channel', 2, NULL);
INSERT INTO "change_row" VALUES (4, 'contact', 3, NULL);
INSERT INTO "change_row" VALUES (5, 'mentor', 1, NULL);
INSERT INTO "change_row" VALUES (5, 'mentor', 2, NULL);
INSERT INTO "change_row" VALUES (6, 'group', 1, NULL);
INSERT INTO "change_row" VALUES (7, 'contact', 4, NULL);
INSERT INTO "change_row" VALUES (8, 'member', 1, NULL);
INSERT INTO "change_row" VALUES (8, 'member', 2, NULL);
INSERT INTO "change_row" VALUES (8, 'member', 3, NULL);
INSERT INTO "change_row" VALUES (9, 'event', 1, NULL);
INSERT INTO "change_row" VALUES (10, 'channel', 3, NULL);
INSERT INTO "change_row" VALUES (10, 'commitment', 1, NULL);
INSERT INTO "change_row" VALUES (10, 'commitment', 2, NULL);
INSERT INTO "change_row" VALUES (10, 'contact', 5, NULL);
INSERT INTO "change_row" VALUES (10, 'interaction', 1, NULL);
INSERT INTO "change_row" VALUES (10, 'meeting', 1, NULL);
INSERT INTO "change_row" VALUES (10, 'participant', 1, NULL);
INSERT INTO "change_row" VALUES (11, 'commitment', 3, NULL);
INSERT INTO "change_row" VALUES (11, 'contact', 6, NULL);
INSERT INTO "change_row" VALUES (11, 'interaction', 2, NULL);
INSERT INTO "change_row" VALUES (11, 'meeting', 2, NULL);
INSERT INTO "change_row" VALUES (11, 'participant', 2, NULL);
INSERT INTO "change_row" VALUES (12, 'commitment', 1, '{"id":1,"uid":"92f5d111-cf02-4ca9-b90e-cb321c65471f","what":"follow-up","contact":5,"about":"amyloid","said_on":"2026-11-06","due_on":"2026-11-08","limit_on":"2026-11-14","snoozed_until":null,"done_on":null,"event":1,"interaction":null}');
INSERT INTO "change_row" VALUES (12, 'commitment', 3, '{"id":3,"uid":"fa6ebd24-b43c-4589-ba68-f30d4f4104d9","what":"follow-up","contact":6,"about":null,"said_on":"2026-11-06","due_on":"2026-11-08","limit_on":"2026-11-14","snoozed_until":null,"done_on":null,"event":1,"interaction":null}');
INSERT INTO "change_row" VALUES (12, 'event', 1, '{"id":1,"uid":"5e95db3a-4930-45c8-9467-e0cb045dc199","handle":"acc-2026","name":"ACC 2026","type":"conference","first_day":"2026-11-05","last_day":"2026-11-07","city":"Chicago","closed_on":null}');
INSERT INTO "change_row" VALUES (13, 'draft', 1, NULL);
INSERT INTO "change_row" VALUES (13, 'draft', 2, NULL);
INSERT INTO "change_row" VALUES (14, 'commitment', 4, NULL);
INSERT INTO "change_row" VALUES (14, 'commitment', 5, NULL);
INSERT INTO "change_row" VALUES (14, 'interaction', 3, NULL);
INSERT INTO "change_row" VALUES (14, 'participant', 3, NULL);
INSERT INTO "change_row" VALUES (14, 'participant', 4, NULL);
INSERT INTO "change_row" VALUES (15, 'interaction', 4, NULL);
INSERT INTO "change_row" VALUES (15, 'participant', 5, NULL);
INSERT INTO "change_row" VALUES (15, 'participant', 6, NULL);
INSERT INTO "change_row" VALUES (16, 'note', 1, NULL);
INSERT INTO "change_row" VALUES (17, 'rule', 9, NULL);
INSERT INTO "change_row" VALUES (18, 'contact', 1, '{"id":1,"uid":"5fdc4b8e-b7f9-48ee-b0d2-15a35152e9f2","handle":"ana-torres","name":"Ana Torres","nicknames":"Annie","kind":"co-resident","organisation":null,"title":null,"stage":null,"specialty":null,"city":null,"note":null,"met_on":null,"met_at":null,"introduced_by":null,"added":"2026-11-01","recorded":"2026-11-01T12:00:00+00:00","state":"active","rested_on":null,"rests_until":null,"skipped_on":null,"snoozed_on":null,"snoozed_until":null,"snoozed_after":null,"woken_after":null,"name_folded":"Ana Torres Annie","about_folded":null}');
INSERT INTO "change_row" VALUES (19, 'pause', 1, NULL);
INSERT INTO "change_row" VALUES (20, 'contact', 3, '{"id":3,"uid":"501af628-7cdc-459c-b9f2-434d9965f11d","handle":"王伟","name":"王伟","nicknames":null,"kind":"fellow","organisation":null,"title":null,"stage":null,"specialty":null,"city":null,"note":null,"met_on":null,"met_at":null,"introduced_by":2,"added":"2026-11-01","recorded":"2026-11-01T12:00:00+00:00","state":"active","rested_on":null,"rests_until":null,"skipped_on":null,"snoozed_on":null,"snoozed_until":null,"snoozed_after":null,"woken_after":null,"name_folded":" 王  伟 ","about_folded":null}');
INSERT INTO "change_row" VALUES (21, 'commitment', 1, '{"id":1,"uid":"92f5d111-cf02-4ca9-b90e-cb321c65471f","what":"follow-up","contact":5,"about":"amyloid","said_on":"2026-11-06","due_on":"2026-11-10","limit_on":"2026-11-14","snoozed_until":null,"done_on":null,"event":1,"interaction":null}');
INSERT INTO "change_row" VALUES (22, 'tag', 2, '{"id":2,"contact":1,"name":"boards"}');
INSERT INTO "exported" VALUES ('0ec78752-2b68-4018-a24d-47b829bb95c0-promise@rescrm', 'Promise: Maya Rao', '2026-11-20', 'open', 0, '2026-11-09');
INSERT INTO "exported" VALUES ('53606f53-2ff4-46c6-b1d7-1baa6d7d22ff-date@rescrm', 'Birthday: Ana Torres', '2000-02-29', 'open', 0, '2026-11-09');
INSERT INTO "exported" VALUES ('5fdc4b8e-b7f9-48ee-b0d2-15a35152e9f2-check-in@rescrm', 'Check in: Ana Torres', '2026-12-01', 'open', 0, '2026-11-09');
INSERT INTO "exported" VALUES ('7228cc63-1eb6-4314-ac88-95f45bac768d-group@rescrm', 'Meet: lunch', '2026-11-23', 'open', 0, '2026-11-09');
INSERT INTO "exported" VALUES ('9d0125de-c3be-4d76-9204-619587ed7245-check-in@rescrm', 'Check in: Samuel Okafor', '2027-01-01', 'open', 0, '2026-11-09');
INSERT INTO "exported" VALUES ('a91c5b02-7bd6-4d3d-b8a7-58976f6b6d83-ask@rescrm', 'Asked: Samuel Okafor', '2026-11-16', 'open', 0, '2026-11-09');
INSERT INTO "exported" VALUES ('fa19e1dd-ed76-490f-8e51-25bd0416bb30-promise@rescrm', 'Promise: Ana Torres', '2026-11-13', 'open', 0, '2026-11-09');
INSERT INTO "exported" VALUES ('fa6ebd24-b43c-4589-ba68-f30d4f4104d9-follow-up@rescrm', 'Follow up: Łukasz Żak', '2026-11-11', 'open', 0, '2026-11-09');
INSERT INTO "exported" VALUES ('fbea76a7-64c6-4fed-951e-4a7ec9cfb425-check-in@rescrm', 'Check in: Ben Adler', '2026-12-07', 'open', 0, '2026-11-09');
INSERT INTO contact_search (contact_search) VALUES ('rebuild');
INSERT INTO contact_trigram (contact_trigram) VALUES ('rebuild');
INSERT INTO interaction_search (interaction_search) VALUES ('rebuild');
INSERT INTO note_search (note_search) VALUES ('rebuild');
UPDATE sqlite_sequence SET seq = 22 WHERE name = 'change';
UPDATE sqlite_sequence SET seq = 9 WHERE name = 'rule';
UPDATE sqlite_sequence SET seq = 6 WHERE name = 'contact';
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'tag';
UPDATE sqlite_sequence SET seq = 3 WHERE name = 'channel';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'occasion';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'custom';
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'mentor';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'group';
UPDATE sqlite_sequence SET seq = 3 WHERE name = 'member';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'event';
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'meeting';
UPDATE sqlite_sequence SET seq = 4 WHERE name = 'interaction';
UPDATE sqlite_sequence SET seq = 6 WHERE name = 'participant';
UPDATE sqlite_sequence SET seq = 5 WHERE name = 'commitment';
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'draft';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'note';
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'pause';
CREATE TRIGGER "journal_contact_insert" AFTER INSERT ON "contact" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'contact', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_contact_update" AFTER UPDATE ON "contact" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'contact', old.id, json_object('id', old."id", 'uid', old."uid", 'handle', old."handle", 'name', old."name", 'nicknames', old."nicknames", 'kind', old."kind", 'organisation', old."organisation", 'title', old."title", 'stage', old."stage", 'specialty', old."specialty", 'city', old."city", 'note', old."note", 'met_on', old."met_on", 'met_at', old."met_at", 'introduced_by', old."introduced_by", 'added', old."added", 'recorded', old."recorded", 'state', old."state", 'rested_on', old."rested_on", 'rests_until', old."rests_until", 'skipped_on', old."skipped_on", 'snoozed_on', old."snoozed_on", 'snoozed_until', old."snoozed_until", 'snoozed_after', old."snoozed_after", 'woken_after', old."woken_after", 'name_folded', old."name_folded", 'about_folded', old."about_folded")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_contact_delete" AFTER DELETE ON "contact" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'contact', old.id, json_object('id', old."id", 'uid', old."uid", 'handle', old."handle", 'name', old."name", 'nicknames', old."nicknames", 'kind', old."kind", 'organisation', old."organisation", 'title', old."title", 'stage', old."stage", 'specialty', old."specialty", 'city', old."city", 'note', old."note", 'met_on', old."met_on", 'met_at', old."met_at", 'introduced_by', old."introduced_by", 'added', old."added", 'recorded', old."recorded", 'state', old."state", 'rested_on', old."rested_on", 'rests_until', old."rests_until", 'skipped_on', old."skipped_on", 'snoozed_on', old."snoozed_on", 'snoozed_until', old."snoozed_until", 'snoozed_after', old."snoozed_after", 'woken_after', old."woken_after", 'name_folded', old."name_folded", 'about_folded', old."about_folded")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_channel_insert" AFTER INSERT ON "channel" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'channel', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_channel_update" AFTER UPDATE ON "channel" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'channel', old.id, json_object('id', old."id", 'contact', old."contact", 'kind', old."kind", 'value', old."value", 'label', old."label", 'key', old."key")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_channel_delete" AFTER DELETE ON "channel" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'channel', old.id, json_object('id', old."id", 'contact', old."contact", 'kind', old."kind", 'value', old."value", 'label', old."label", 'key', old."key")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_tag_insert" AFTER INSERT ON "tag" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'tag', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_tag_update" AFTER UPDATE ON "tag" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'tag', old.id, json_object('id', old."id", 'contact', old."contact", 'name', old."name")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_tag_delete" AFTER DELETE ON "tag" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'tag', old.id, json_object('id', old."id", 'contact', old."contact", 'name', old."name")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_custom_insert" AFTER INSERT ON "custom" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'custom', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_custom_update" AFTER UPDATE ON "custom" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'custom', old.id, json_object('id', old."id", 'contact', old."contact", 'name', old."name", 'value', old."value")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_custom_delete" AFTER DELETE ON "custom" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'custom', old.id, json_object('id', old."id", 'contact', old."contact", 'name', old."name", 'value', old."value")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_occasion_insert" AFTER INSERT ON "occasion" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'occasion', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_occasion_update" AFTER UPDATE ON "occasion" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'occasion', old.id, json_object('id', old."id", 'uid', old."uid", 'contact', old."contact", 'label', old."label", 'monthday', old."monthday", 'year', old."year", 'lead', old."lead", 'done_on', old."done_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_occasion_delete" AFTER DELETE ON "occasion" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'occasion', old.id, json_object('id', old."id", 'uid', old."uid", 'contact', old."contact", 'label', old."label", 'monthday', old."monthday", 'year', old."year", 'lead', old."lead", 'done_on', old."done_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_position_insert" AFTER INSERT ON "position" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'position', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_position_update" AFTER UPDATE ON "position" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'position', old.id, json_object('id', old."id", 'contact', old."contact", 'organisation', old."organisation", 'title', old."title", 'stage', old."stage", 'first_day', old."first_day", 'last_day', old."last_day")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_position_delete" AFTER DELETE ON "position" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'position', old.id, json_object('id', old."id", 'contact', old."contact", 'organisation', old."organisation", 'title', old."title", 'stage', old."stage", 'first_day', old."first_day", 'last_day', old."last_day")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_note_insert" AFTER INSERT ON "note" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'note', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_note_update" AFTER UPDATE ON "note" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'note', old.id, json_object('id', old."id", 'contact', old."contact", 'text', old."text", 'day', old."day", 'recorded', old."recorded", 'folded', old."folded")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_note_delete" AFTER DELETE ON "note" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'note', old.id, json_object('id', old."id", 'contact', old."contact", 'text', old."text", 'day', old."day", 'recorded', old."recorded", 'folded', old."folded")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_origin_insert" AFTER INSERT ON "origin" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'origin', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_origin_update" AFTER UPDATE ON "origin" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'origin', old.id, json_object('id', old."id", 'key', old."key", 'contact', old."contact", 'digest', old."digest", 'lines', old."lines", 'encoding', old."encoding")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_origin_delete" AFTER DELETE ON "origin" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'origin', old.id, json_object('id', old."id", 'key', old."key", 'contact', old."contact", 'digest', old."digest", 'lines', old."lines", 'encoding', old."encoding")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_interaction_insert" AFTER INSERT ON "interaction" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'interaction', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_interaction_update" AFTER UPDATE ON "interaction" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'interaction', old.id, json_object('id', old."id", 'uid', old."uid", 'day', old."day", 'kind', old."kind", 'note', old."note", 'tags', old."tags", 'direction', old."direction", 'attempt', old."attempt", 'event', old."event", 'group', old."group", 'source', old."source", 'recorded', old."recorded", 'folded', old."folded")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_interaction_delete" AFTER DELETE ON "interaction" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'interaction', old.id, json_object('id', old."id", 'uid', old."uid", 'day', old."day", 'kind', old."kind", 'note', old."note", 'tags', old."tags", 'direction', old."direction", 'attempt', old."attempt", 'event', old."event", 'group', old."group", 'source', old."source", 'recorded', old."recorded", 'folded', old."folded")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_participant_insert" AFTER INSERT ON "participant" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'participant', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_participant_update" AFTER UPDATE ON "participant" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'participant', old.id, json_object('id', old."id", 'interaction', old."interaction", 'contact', old."contact", 'missed', old."missed")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_participant_delete" AFTER DELETE ON "participant" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'participant', old.id, json_object('id', old."id", 'interaction', old."interaction", 'contact', old."contact", 'missed', old."missed")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_commitment_insert" AFTER INSERT ON "commitment" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'commitment', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_commitment_update" AFTER UPDATE ON "commitment" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'commitment', old.id, json_object('id', old."id", 'uid', old."uid", 'what', old."what", 'contact', old."contact", 'about', old."about", 'said_on', old."said_on", 'due_on', old."due_on", 'limit_on', old."limit_on", 'snoozed_until', old."snoozed_until", 'done_on', old."done_on", 'event', old."event", 'interaction', old."interaction")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_commitment_delete" AFTER DELETE ON "commitment" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'commitment', old.id, json_object('id', old."id", 'uid', old."uid", 'what', old."what", 'contact', old."contact", 'about', old."about", 'said_on', old."said_on", 'due_on', old."due_on", 'limit_on', old."limit_on", 'snoozed_until', old."snoozed_until", 'done_on', old."done_on", 'event', old."event", 'interaction', old."interaction")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_rule_insert" AFTER INSERT ON "rule" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'rule', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_rule_update" AFTER UPDATE ON "rule" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'rule', old.id, json_object('id', old."id", 'scope', old."scope", 'value', old."value", 'every', old."every", 'max', old."max", 'start_on', old."start_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_rule_delete" AFTER DELETE ON "rule" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'rule', old.id, json_object('id', old."id", 'scope', old."scope", 'value', old."value", 'every', old."every", 'max', old."max", 'start_on', old."start_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_pause_insert" AFTER INSERT ON "pause" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'pause', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_pause_update" AFTER UPDATE ON "pause" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'pause', old.id, json_object('id', old."id", 'first_day', old."first_day", 'last_day', old."last_day", 'reason', old."reason")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_pause_delete" AFTER DELETE ON "pause" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'pause', old.id, json_object('id', old."id", 'first_day', old."first_day", 'last_day', old."last_day", 'reason', old."reason")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_shift_insert" AFTER INSERT ON "shift" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'shift', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_shift_update" AFTER UPDATE ON "shift" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'shift', old.id, json_object('id', old."id", 'kind', old."kind", 'first_day', old."first_day", 'last_day', old."last_day", 'source', old."source")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_shift_delete" AFTER DELETE ON "shift" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'shift', old.id, json_object('id', old."id", 'kind', old."kind", 'first_day', old."first_day", 'last_day', old."last_day", 'source', old."source")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_event_insert" AFTER INSERT ON "event" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'event', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_event_update" AFTER UPDATE ON "event" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'event', old.id, json_object('id', old."id", 'uid', old."uid", 'handle', old."handle", 'name', old."name", 'type', old."type", 'first_day', old."first_day", 'last_day', old."last_day", 'city', old."city", 'closed_on', old."closed_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_event_delete" AFTER DELETE ON "event" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'event', old.id, json_object('id', old."id", 'uid', old."uid", 'handle', old."handle", 'name', old."name", 'type', old."type", 'first_day', old."first_day", 'last_day', old."last_day", 'city', old."city", 'closed_on', old."closed_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_target_insert" AFTER INSERT ON "target" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'target', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_target_update" AFTER UPDATE ON "target" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'target', old.id, json_object('id', old."id", 'event', old."event", 'contact', old."contact", 'session', old."session", 'topic', old."topic", 'at', old."at")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_target_delete" AFTER DELETE ON "target" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'target', old.id, json_object('id', old."id", 'event', old."event", 'contact', old."contact", 'session', old."session", 'topic', old."topic", 'at', old."at")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_meeting_insert" AFTER INSERT ON "meeting" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'meeting', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_meeting_update" AFTER UPDATE ON "meeting" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'meeting', old.id, json_object('id', old."id", 'event', old."event", 'contact', old."contact", 'line', old."line", 'discussed', old."discussed", 'next_step', old."next_step")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_meeting_delete" AFTER DELETE ON "meeting" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'meeting', old.id, json_object('id', old."id", 'event', old."event", 'contact', old."contact", 'line', old."line", 'discussed', old."discussed", 'next_step', old."next_step")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_group_insert" AFTER INSERT ON "group" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'group', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_group_update" AFTER UPDATE ON "group" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'group', old.id, json_object('id', old."id", 'uid', old."uid", 'handle', old."handle", 'name', old."name", 'type', old."type", 'every', old."every", 'meets', old."meets", 'added', old."added")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_group_delete" AFTER DELETE ON "group" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'group', old.id, json_object('id', old."id", 'uid', old."uid", 'handle', old."handle", 'name', old."name", 'type', old."type", 'every', old."every", 'meets', old."meets", 'added', old."added")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_member_insert" AFTER INSERT ON "member" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'member', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_member_update" AFTER UPDATE ON "member" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'member', old.id, json_object('id', old."id", 'group', old."group", 'contact', old."contact", 'role', old."role", 'first_day', old."first_day", 'last_day', old."last_day")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_member_delete" AFTER DELETE ON "member" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'member', old.id, json_object('id', old."id", 'group', old."group", 'contact', old."contact", 'role', old."role", 'first_day', old."first_day", 'last_day', old."last_day")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_mentor_insert" AFTER INSERT ON "mentor" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'mentor', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_mentor_update" AFTER UPDATE ON "mentor" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'mentor', old.id, json_object('id', old."id", 'contact', old."contact", 'role', old."role", 'first_day', old."first_day", 'last_day', old."last_day")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_mentor_delete" AFTER DELETE ON "mentor" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'mentor', old.id, json_object('id', old."id", 'contact', old."contact", 'role', old."role", 'first_day', old."first_day", 'last_day', old."last_day")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_sponsor_act_insert" AFTER INSERT ON "sponsor_act" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'sponsor_act', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_sponsor_act_update" AFTER UPDATE ON "sponsor_act" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'sponsor_act', old.id, json_object('id', old."id", 'contact', old."contact", 'act', old."act", 'day', old."day", 'commitment', old."commitment")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_sponsor_act_delete" AFTER DELETE ON "sponsor_act" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'sponsor_act', old.id, json_object('id', old."id", 'contact', old."contact", 'act', old."act", 'day', old."day", 'commitment', old."commitment")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_introduction_insert" AFTER INSERT ON "introduction" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'introduction', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_introduction_update" AFTER UPDATE ON "introduction" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'introduction', old.id, json_object('id', old."id", 'one', old."one", 'other', old."other", 'state', old."state", 'said_on', old."said_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_introduction_delete" AFTER DELETE ON "introduction" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'introduction', old.id, json_object('id', old."id", 'one', old."one", 'other', old."other", 'state', old."state", 'said_on', old."said_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_draft_insert" AFTER INSERT ON "draft" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'draft', new.id, NULL) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_draft_update" AFTER UPDATE ON "draft" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'draft', old.id, json_object('id', old."id", 'contact', old."contact", 'template', old."template", 'event', old."event", 'subject', old."subject", 'body', old."body", 'missing', old."missing", 'warnings', old."warnings", 'state', old."state", 'edited', old."edited", 'made_on', old."made_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "journal_draft_delete" AFTER DELETE ON "draft" WHEN (SELECT recording FROM state) > 0 BEGIN INSERT INTO change_row VALUES ((SELECT recording FROM state), 'draft', old.id, json_object('id', old."id", 'contact', old."contact", 'template', old."template", 'event', old."event", 'subject', old."subject", 'body', old."body", 'missing', old."missing", 'warnings', old."warnings", 'state', old."state", 'edited', old."edited", 'made_on', old."made_on")) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_contact_insert" AFTER INSERT ON "contact" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(new.id AS TEXT) WHERE new.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_contact_update" AFTER UPDATE ON "contact" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.id AS TEXT) WHERE old.id IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'contact', CAST(new.id AS TEXT) WHERE new.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_contact_delete" AFTER DELETE ON "contact" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.id AS TEXT) WHERE old.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_tag_insert" AFTER INSERT ON "tag" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_tag_update" AFTER UPDATE ON "tag" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_tag_delete" AFTER DELETE ON "tag" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_mentor_insert" AFTER INSERT ON "mentor" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_mentor_update" AFTER UPDATE ON "mentor" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_mentor_delete" AFTER DELETE ON "mentor" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_participant_insert" AFTER INSERT ON "participant" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_participant_update" AFTER UPDATE ON "participant" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_participant_delete" AFTER DELETE ON "participant" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_commitment_insert" AFTER INSERT ON "commitment" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_commitment_update" AFTER UPDATE ON "commitment" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_commitment_delete" AFTER DELETE ON "commitment" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_meeting_insert" AFTER INSERT ON "meeting" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_meeting_update" AFTER UPDATE ON "meeting" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_meeting_delete" AFTER DELETE ON "meeting" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_member_insert" AFTER INSERT ON "member" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(new."group" AS TEXT) WHERE new."group" IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_member_update" AFTER UPDATE ON "member" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(old."group" AS TEXT) WHERE old."group" IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'contact', CAST(new.contact AS TEXT) WHERE new.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(new."group" AS TEXT) WHERE new."group" IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_member_delete" AFTER DELETE ON "member" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'contact', CAST(old.contact AS TEXT) WHERE old.contact IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(old."group" AS TEXT) WHERE old."group" IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_interaction_insert" AFTER INSERT ON "interaction" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'interaction', CAST(new.id AS TEXT) WHERE new.id IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(new."group" AS TEXT) WHERE new."group" IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_interaction_update" AFTER UPDATE ON "interaction" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'interaction', CAST(old.id AS TEXT) WHERE old.id IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(old."group" AS TEXT) WHERE old."group" IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'interaction', CAST(new.id AS TEXT) WHERE new.id IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(new."group" AS TEXT) WHERE new."group" IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_interaction_delete" AFTER DELETE ON "interaction" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'interaction', CAST(old.id AS TEXT) WHERE old.id IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(old."group" AS TEXT) WHERE old."group" IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_rule_insert" AFTER INSERT ON "rule" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT new.scope, CAST(new.value AS TEXT) WHERE new.value IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_rule_update" AFTER UPDATE ON "rule" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT old.scope, CAST(old.value AS TEXT) WHERE old.value IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT new.scope, CAST(new.value AS TEXT) WHERE new.value IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_rule_delete" AFTER DELETE ON "rule" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT old.scope, CAST(old.value AS TEXT) WHERE old.value IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_event_insert" AFTER INSERT ON "event" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'event', CAST(new.id AS TEXT) WHERE new.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_event_update" AFTER UPDATE ON "event" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'event', CAST(old.id AS TEXT) WHERE old.id IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'event', CAST(new.id AS TEXT) WHERE new.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_event_delete" AFTER DELETE ON "event" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'event', CAST(old.id AS TEXT) WHERE old.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_group_insert" AFTER INSERT ON "group" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'group', CAST(new.id AS TEXT) WHERE new.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_group_update" AFTER UPDATE ON "group" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'group', CAST(old.id AS TEXT) WHERE old.id IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'group', CAST(new.id AS TEXT) WHERE new.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_group_delete" AFTER DELETE ON "group" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'group', CAST(old.id AS TEXT) WHERE old.id IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_pause_insert" AFTER INSERT ON "pause" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'pause', CAST('' AS TEXT) WHERE '' IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_pause_update" AFTER UPDATE ON "pause" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'pause', CAST('' AS TEXT) WHERE '' IS NOT NULL ON CONFLICT DO NOTHING; INSERT INTO stale SELECT 'pause', CAST('' AS TEXT) WHERE '' IS NOT NULL ON CONFLICT DO NOTHING; END;
CREATE TRIGGER "stale_pause_delete" AFTER DELETE ON "pause" WHEN (SELECT recording FROM state) >= 0 BEGIN INSERT INTO stale SELECT 'pause', CAST('' AS TEXT) WHERE '' IS NOT NULL ON CONFLICT DO NOTHING; END;
COMMIT;
PRAGMA application_id = 1919251299;
PRAGMA user_version = 1;
