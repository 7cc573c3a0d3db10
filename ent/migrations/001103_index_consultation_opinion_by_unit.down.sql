DROP INDEX "consultation_opinion_by_unit";
