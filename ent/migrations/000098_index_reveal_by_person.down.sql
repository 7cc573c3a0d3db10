DROP INDEX "reveal_by_person";
