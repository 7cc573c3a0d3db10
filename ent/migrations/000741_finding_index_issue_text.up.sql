CREATE INDEX issue_text_pairs ON issue_text USING gin (tenant_id, search_month(create_time), search_pairs(text));
