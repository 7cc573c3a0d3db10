DROP INDEX "consultation_opinion_one_per_unit";
