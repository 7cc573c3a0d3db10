DROP INDEX audit_unsealed;
