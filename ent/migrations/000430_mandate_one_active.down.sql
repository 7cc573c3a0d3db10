DROP INDEX mandate_one_active;
