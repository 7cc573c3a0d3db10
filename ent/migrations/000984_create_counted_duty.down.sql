DROP TABLE counted_duty;
