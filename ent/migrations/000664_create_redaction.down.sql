DROP TABLE "redaction";
