ALTER TABLE issue ADD CONSTRAINT issue_contact CHECK (
  (contact_phone_cipher IS NULL) = (contact_phone_index IS NULL)
  AND (confidentiality <> 'ANONYMOUS' OR num_nonnulls(contact_name_cipher, contact_phone_cipher) = 0));
