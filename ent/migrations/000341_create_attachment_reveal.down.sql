DROP TABLE attachment_reveal;
