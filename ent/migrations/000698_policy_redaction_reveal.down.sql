DROP POLICY redaction_reveal_tenant ON redaction_reveal;
