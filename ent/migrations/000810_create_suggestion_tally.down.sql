DROP TABLE suggestion_tally;
