DROP INDEX attachment_loose;
