-- The first schema of an archive. Plain SQL, but for the full-text index at the end.

-- One row for each migration that made the file what it is.
CREATE TABLE migration (
    version INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    applied_at TEXT NOT NULL
);

-- An address, or a page without one. Its number is its alias: A88.
CREATE TABLE article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    url TEXT
);
CREATE INDEX article_by_url ON article (url);

-- A text that was read there. The current one is searched and told; the others are kept to compare with.
CREATE TABLE version (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number),
    text_sha256 TEXT NOT NULL,
    page_sha256 TEXT NOT NULL,
    origin TEXT NOT NULL,       -- where the page was found
    is_current INTEGER NOT NULL,
    stated TEXT NOT NULL,       -- when the page says that it was written or last changed; empty where it does not
    published TEXT,             -- as stated
    day TEXT,                   -- the day of that; a month or year where no day is stated
    publisher TEXT,
    recorded_at TEXT NOT NULL,
    coverage TEXT NOT NULL,     -- 'all', or why there are no records
    coder TEXT,
    ontology TEXT,
    headline TEXT NOT NULL,     -- what is searched
    body TEXT NOT NULL,
    article_json BLOB NOT NULL, -- the rest of the article, deflated
    names_and_times BLOB,       -- of the text, as deflated JSON: what stories are told apart by; NULL if it was not coded
    UNIQUE (article, text_sha256)
);
CREATE INDEX version_by_stated ON version (article, stated);
CREATE UNIQUE INDEX version_current ON version (article) WHERE is_current = 1;
CREATE INDEX version_by_day ON version (day) WHERE is_current = 1;
CREATE INDEX version_by_publisher ON version (publisher, day) WHERE is_current = 1;
CREATE VIEW current_text AS SELECT number, headline, body FROM version WHERE is_current = 1;

-- What one text reports of one event.
CREATE TABLE record (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES version (number),
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    first_day TEXT,             -- this, the next and the confidence: for who opens the file with other programs
    last_day TEXT,
    country TEXT,
    place TEXT,
    confidence REAL NOT NULL,
    is_rejected INTEGER NOT NULL DEFAULT 0,
    json BLOB NOT NULL,         -- as coded; the columns above it are as corrected
    UNIQUE (version, id)
);
CREATE INDEX record_by_id ON record (id);
-- All that a search needs stands in the index: the rows themselves are long.
CREATE INDEX record_by_type ON record (type, version, is_rejected);
CREATE INDEX record_by_status ON record (status, version, is_rejected);
CREATE INDEX record_by_place ON record (place, version, is_rejected);
CREATE INDEX record_by_country ON record (country, version, is_rejected);

-- Codes, sectors and names of the two sides and of the sources, of records that are not rejected: what a search for an
-- actor looks in.
CREATE TABLE party (
    term TEXT NOT NULL,         -- a code, a sector or a name, in small letters
    role TEXT NOT NULL,         -- actor, recipient, source
    version INTEGER NOT NULL,   -- of the record
    record INTEGER NOT NULL REFERENCES record (number),
    PRIMARY KEY (term, role, version, record)
) WITHOUT ROWID;
CREATE INDEX party_by_record ON party (record);

-- What was read from where, so that it is not read again.
CREATE TABLE reading (
    origin TEXT PRIMARY KEY,
    page_sha256 TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES version (number)
);
CREATE TABLE failure (
    origin TEXT PRIMARY KEY,
    url TEXT,
    stage TEXT NOT NULL,
    error TEXT NOT NULL,
    reason TEXT NOT NULL,
    failed_at TEXT NOT NULL
);

-- What the current texts are told apart and known again by.
CREATE TABLE likeness (
    version INTEGER PRIMARY KEY REFERENCES version (number),
    shingles INTEGER NOT NULL,  -- runs of five words that it has
    twins TEXT,                 -- what all articles of the very same text share; NULL if it is too short for a copy
    features BLOB               -- what stories are told apart by, once it was placed
);
CREATE INDEX likeness_by_twins ON likeness (twins);

-- Runs of words that find copies, and the pairs of texts of which one carries the other: of twins one stands for all.
CREATE TABLE sketch (
    key INTEGER NOT NULL,
    is_probe INTEGER NOT NULL,  -- whether the text was asked for by this key when it came
    version INTEGER NOT NULL REFERENCES version (number),
    PRIMARY KEY (key, is_probe, version)
) WITHOUT ROWID;
CREATE INDEX sketch_by_version ON sketch (version);
CREATE TABLE overlap (
    first INTEGER NOT NULL REFERENCES version (number),
    second INTEGER NOT NULL REFERENCES version (number),
    shared INTEGER NOT NULL,
    of_first REAL NOT NULL,
    of_second REAL NOT NULL,
    PRIMARY KEY (first, second)
);
CREATE INDEX overlap_by_second ON overlap (second);

-- Made from the rows above, and made again when they change.
CREATE TABLE pending (
    version INTEGER PRIMARY KEY REFERENCES version (number)
);
CREATE TABLE placement (
    article INTEGER PRIMARY KEY REFERENCES article (number),
    origin INTEGER NOT NULL REFERENCES article (number),    -- the report that this article copies in the end, or itself
    copied_from INTEGER REFERENCES article (number),
    contained REAL,
    story INTEGER NOT NULL REFERENCES article (number),     -- the earliest article of its story
    placed_day TEXT,            -- the day of publication by which it is placed; NULL if that is not known to the day
    story_rank INTEGER,         -- of an origin's head: which story it was placed in,
    member_rank INTEGER         -- and as which of its articles
);
CREATE INDEX placement_by_origin ON placement (origin);
CREATE INDEX placement_by_day ON placement (placed_day, story_rank);
CREATE INDEX placement_by_rank ON placement (story_rank, placed_day);
CREATE INDEX placement_by_story ON placement (story);
CREATE TABLE story (
    number INTEGER PRIMARY KEY, -- S3
    article INTEGER NOT NULL UNIQUE REFERENCES article (number),    -- its earliest
    title TEXT NOT NULL,
    articles INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    events INTEGER NOT NULL,
    first_published TEXT,
    last_published TEXT
);
CREATE INDEX story_by_day ON story (last_published);
CREATE TABLE happening (
    number INTEGER PRIMARY KEY, -- E12
    id TEXT NOT NULL UNIQUE,
    story INTEGER NOT NULL      -- the earliest article of its story
);
CREATE INDEX happening_by_story ON happening (story);
CREATE TABLE report (
    record TEXT PRIMARY KEY,    -- id
    happening INTEGER NOT NULL REFERENCES happening (number)
);
CREATE INDEX report_by_happening ON report (happening);

-- Names that stay: an alias belongs to the article or record that it was first given for, and to the records that tell
-- the same in later texts of the page.
CREATE TABLE alias (
    kind TEXT NOT NULL,         -- E, S
    number INTEGER NOT NULL,
    anchor TEXT NOT NULL,       -- id of a record or an article
    PRIMARY KEY (anchor, kind)
);
CREATE INDEX alias_by_number ON alias (kind, number);

-- What a person knows better; rows are only added.
CREATE TABLE correction (
    number INTEGER PRIMARY KEY, -- C4
    id TEXT NOT NULL,           -- the same for what was undone and said again
    at TEXT NOT NULL,
    json BLOB NOT NULL,
    UNIQUE (id, at)
);

-- What became of stories and events when articles came in; rows are only added.
CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,         -- joined, split
    alias TEXT NOT NULL,
    text TEXT NOT NULL
);

-- The user's own actors and ontology, with which new pages are coded.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE VIRTUAL TABLE words USING fts5 (
    headline, body,
    content = 'current_text', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
