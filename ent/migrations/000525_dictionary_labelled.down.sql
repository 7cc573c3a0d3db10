ALTER TABLE dictionary DROP CONSTRAINT dictionary_labelled;
