ALTER TABLE issue ADD CONSTRAINT issue_confidentiality CHECK (confidentiality IN (
  'REAL_NAME', 'CONFIDENTIAL', 'ANONYMOUS'));
