DROP INDEX hand_over_one_offered;
