ALTER TABLE dictionary ADD CONSTRAINT dictionary_labelled CHECK (labels ? 'zh');
