DROP INDEX "assignment_push_of_assignment";
