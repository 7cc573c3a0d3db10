DROP INDEX hold_one_lasting;
