-- schema version 1
CREATE TABLE snapshots (
  "id" TEXT,
  "content" BLOB,
  "path" TEXT,
  "retrieved" TEXT,
  "media_type" TEXT,
  "url" TEXT,
  "title" TEXT,
  "publisher" TEXT,
  "authors" TEXT,
  "published" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE documents (
  "id" TEXT,
  "path" TEXT,
  "url" TEXT,
  "title" TEXT,
  "publisher" TEXT,
  "authors" TEXT,
  "published" TEXT,
  "modified" TEXT,
  "retrieved" TEXT,
  "language" TEXT,
  "text" TEXT,
  "text_sha256" TEXT,
  "snapshot_sha256" TEXT,
  "metadata_from" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE fingerprints (
  "document_id" TEXT,
  "words" INTEGER,
  "sketch" TEXT,
  "layout" BLOB,
  "marks" TEXT,
  "publisher" TEXT,
  "published" TEXT,
  PRIMARY KEY (document_id)
);
CREATE TABLE statements (
  "id" TEXT,
  "document_id" TEXT,
  "content" TEXT,
  "chain" TEXT,
  "mode" TEXT,
  "stance" TEXT,
  "polarity" TEXT,
  "said_at" TEXT,
  "hedges" TEXT,
  "content_start" INTEGER,
  "speaker" TEXT,
  "speaker_kind" TEXT,
  "speaker_entity_id" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE claims (
  "id" TEXT,
  "document_id" TEXT,
  "statement_id" TEXT,
  "evidence" TEXT,
  "event" TEXT,
  "role" TEXT,
  "counting" TEXT,
  "modality" TEXT,
  "polarity" TEXT,
  "quantity" TEXT,
  "actors" TEXT,
  "targets" TEXT,
  "places" TEXT,
  "time" TEXT,
  "evidence_start" INTEGER,
  "evidence_end" INTEGER,
  "quantity_raw" TEXT,
  "quantity_low" REAL,
  "quantity_high" REAL,
  "place_names" TEXT,
  "time_first" TEXT,
  "time_last" TEXT,
  "evidence_text" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE copies (
  "id" TEXT,
  "left" TEXT,
  "right" TEXT,
  "kind" TEXT,
  "share" REAL,
  "passages" TEXT,
  "earlier" TEXT,
  "why" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE entities (
  "id" TEXT,
  "name" TEXT,
  "kind" TEXT,
  "names" TEXT,
  "keys" TEXT,
  "document_ids" TEXT,
  "pair_ids" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE name_pairs (
  "id" TEXT,
  "left" TEXT,
  "right" TEXT,
  "left_name" TEXT,
  "right_name" TEXT,
  "verdict" TEXT,
  "basis" TEXT,
  "score" REAL,
  "features" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE questions (
  "id" TEXT,
  "title" TEXT,
  "event" TEXT,
  "role" TEXT,
  "population" TEXT,
  "places" TEXT,
  "first" TEXT,
  "last" TEXT,
  "claim_ids" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE origins (
  "id" TEXT,
  "source" TEXT,
  "document_ids" TEXT,
  "statement_ids" TEXT,
  "why" TEXT,
  "question_id" TEXT,
  "names" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE links (
  "id" TEXT,
  "left" TEXT,
  "right" TEXT,
  "kind" TEXT,
  "score" REAL,
  "features" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE findings (
  "id" TEXT,
  "kind" TEXT,
  "statement" TEXT,
  "claim_ids" TEXT,
  "working" TEXT,
  "verdict" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE assessments (
  "id" TEXT,
  "question_id" TEXT,
  "answers" TEXT,
  "low" REAL,
  "high" REAL,
  "credibility" TEXT,
  "reasons" TEXT,
  "would_change" TEXT,
  "condition" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE judgements (
  "id" TEXT,
  "target" TEXT,
  "verdict" TEXT,
  "by" TEXT,
  "at" TEXT,
  "reason" TEXT,
  "kind" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE problems (
  "stage" TEXT,
  "subject" TEXT,
  "code" TEXT,
  "message" TEXT,
  "id" TEXT,
  "unit" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE linked_nodes (
  "id" TEXT,
  "claim_id" TEXT,
  "question_id" TEXT,
  "voice" TEXT,
  "nearby" TEXT,
  "report_places" TEXT,
  "narrow_places" TEXT,
  "report_counts" TEXT,
  "main_place" TEXT,
  PRIMARY KEY (id)
);
CREATE TABLE linked_claims (
  "claim_id" TEXT,
  "document_id" TEXT,
  "node_id" TEXT,
  "voice" TEXT,
  PRIMARY KEY (claim_id)
);
CREATE TABLE node_keys (
  "key" INTEGER,
  "node_id" TEXT,
  PRIMARY KEY (key, node_id)
);
CREATE TABLE edges (
  "left" TEXT,
  "right" TEXT,
  "score" REAL,
  PRIMARY KEY (left, right)
);
CREATE TABLE deed_keys (
  "key" INTEGER,
  "claim_id" TEXT,
  "is_denial" TEXT,
  PRIMARY KEY (key, claim_id)
);
CREATE TABLE report_names (
  "document_id" TEXT,
  "publisher" TEXT,
  "sources" TEXT,
  "participants" TEXT,
  PRIMARY KEY (document_id)
);
CREATE TABLE name_uses (
  "document_id" TEXT,
  "key" TEXT,
  PRIMARY KEY (key, document_id)
);
CREATE TABLE name_facts (
  "key" TEXT,
  "what" TEXT,
  "detail" TEXT,
  "reports" INTEGER,
  PRIMARY KEY (key, what, detail)
);
CREATE TABLE voice_facts (
  "key" TEXT,
  "what" TEXT,
  "detail" TEXT,
  "reports" INTEGER,
  PRIMARY KEY (key, what, detail)
);
CREATE TABLE name_places (
  "key" TEXT,
  "document_id" TEXT,
  "how" TEXT,
  PRIMARY KEY (key, document_id, how)
);
CREATE TABLE name_entities (
  "key" TEXT,
  "entity" TEXT,
  PRIMARY KEY (key)
);
CREATE TABLE name_shapes (
  "unit" TEXT,
  "shape" TEXT,
  PRIMARY KEY (unit)
);
CREATE TABLE sequence_uses (
  "value" INTEGER,
  "document_id" TEXT,
  PRIMARY KEY (value, document_id)
);
CREATE TABLE common_sequences (
  "value" INTEGER,
  PRIMARY KEY (value)
);
CREATE TABLE check_keys (
  "key" INTEGER,
  "document_id" TEXT,
  PRIMARY KEY (key, document_id)
);
CREATE TABLE check_reaches (
  "key" INTEGER,
  "reached" INTEGER,
  "document_id" TEXT,
  PRIMARY KEY (key, reached, document_id)
);
CREATE TABLE check_findings (
  "key" INTEGER,
  "finding_id" TEXT,
  PRIMARY KEY (key, finding_id)
);
CREATE TABLE done (
  stage_key TEXT NOT NULL,
  input_id TEXT NOT NULL,
  PRIMARY KEY (stage_key, input_id)
) WITHOUT ROWID;
CREATE TABLE unlinked (
  change INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id TEXT NOT NULL
);
CREATE TABLE ledger (
  key TEXT PRIMARY KEY,
  value TEXT
) WITHOUT ROWID;
CREATE INDEX documents_in_order ON documents (published, path, id);
CREATE INDEX documents_by_snapshot ON documents (snapshot_sha256);
CREATE INDEX documents_by_path ON documents (path);
CREATE INDEX statements_in_order ON statements (document_id, content_start, id);
CREATE INDEX statements_by_speaker ON statements (speaker_entity_id);
CREATE INDEX claims_in_order ON claims (document_id, evidence_start, evidence_end, id);
CREATE INDEX claims_by_statement ON claims (statement_id);
CREATE INDEX claims_by_role ON claims (role, event);
CREATE INDEX links_in_order ON links ("left", "right", id);
CREATE INDEX links_by_right ON links ("right");
CREATE INDEX assessments_in_order ON assessments (question_id, id);
CREATE INDEX problems_in_order ON problems (subject, stage, code, message);
CREATE INDEX problems_by_unit ON problems (unit);
CREATE INDEX done_by_input ON done (input_id);
CREATE INDEX copies_by_right ON copies ("right");
CREATE INDEX copies_by_left ON copies ("left");
CREATE INDEX copies_by_unit ON copies (unit);
CREATE INDEX entities_by_unit ON entities (unit);
CREATE INDEX name_pairs_by_unit ON name_pairs (unit);
CREATE INDEX questions_by_unit ON questions (unit);
CREATE INDEX origins_by_unit ON origins (unit);
CREATE INDEX links_by_unit ON links (unit);
CREATE INDEX findings_by_unit ON findings (unit);
CREATE INDEX assessments_by_unit ON assessments (unit);
CREATE INDEX linked_nodes_by_question ON linked_nodes (question_id);
CREATE INDEX linked_claims_by_document ON linked_claims (document_id);
CREATE INDEX linked_claims_by_node ON linked_claims (node_id);
CREATE INDEX node_keys_by_node ON node_keys (node_id);
CREATE INDEX edges_by_right ON edges ("right");
CREATE INDEX deed_keys_by_claim ON deed_keys (claim_id);
CREATE INDEX name_uses_by_document ON name_uses (document_id);
CREATE INDEX name_places_by_document ON name_places (document_id);
CREATE INDEX sequence_uses_by_document ON sequence_uses (document_id);
CREATE INDEX check_keys_by_document ON check_keys (document_id);
CREATE INDEX check_reaches_by_document ON check_reaches (document_id);
CREATE INDEX check_reaches_by_reached ON check_reaches (reached);
CREATE INDEX check_findings_by_finding ON check_findings (finding_id);
CREATE VIEW claim_overview AS
SELECT claims.id AS claim_id, statements.speaker, statements.stance, claims.event, claims.role,
       claims.quantity_raw, claims.quantity_low, claims.quantity_high, claims.counting,
       claims.place_names, claims.time_first, claims.time_last, claims.evidence_text,
       documents.publisher, documents.published, documents.title, documents.path,
       claims.evidence_start, claims.evidence_end, claims.document_id, claims.statement_id
FROM claims
JOIN documents ON documents.id = claims.document_id
LEFT JOIN statements ON statements.id = claims.statement_id;
CREATE VIRTUAL TABLE documents_search USING fts5 (title, text, content='documents', tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN INSERT INTO documents_search (rowid, title, text) VALUES (new.rowid, new.title, new.text); END;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN INSERT INTO documents_search (documents_search, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text); END;
CREATE TRIGGER documents_changed AFTER UPDATE OF title, text ON documents BEGIN INSERT INTO documents_search (documents_search, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text); INSERT INTO documents_search (rowid, title, text) VALUES (new.rowid, new.title, new.text); END;
CREATE VIRTUAL TABLE claims_search USING fts5 (evidence_text, content='claims', tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER claims_added AFTER INSERT ON claims BEGIN INSERT INTO claims_search (rowid, evidence_text) VALUES (new.rowid, new.evidence_text); END;
CREATE TRIGGER claims_removed AFTER DELETE ON claims BEGIN INSERT INTO claims_search (claims_search, rowid, evidence_text) VALUES ('delete', old.rowid, old.evidence_text); END;
CREATE TRIGGER claims_changed AFTER UPDATE OF evidence_text ON claims BEGIN INSERT INTO claims_search (claims_search, rowid, evidence_text) VALUES ('delete', old.rowid, old.evidence_text); INSERT INTO claims_search (rowid, evidence_text) VALUES (new.rowid, new.evidence_text); END;
INSERT INTO ledger VALUES ('schema_version', '1');
PRAGMA application_id = 1380996164;
PRAGMA user_version = 1;
