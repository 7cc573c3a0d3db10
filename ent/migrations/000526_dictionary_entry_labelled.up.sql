ALTER TABLE dictionary_entry ADD CONSTRAINT dictionary_entry_labelled CHECK (labels ? 'zh');
