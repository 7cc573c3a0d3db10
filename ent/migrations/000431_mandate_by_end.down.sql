DROP INDEX mandate_by_end;
