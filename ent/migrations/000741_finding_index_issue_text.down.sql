DROP INDEX issue_text_pairs;
