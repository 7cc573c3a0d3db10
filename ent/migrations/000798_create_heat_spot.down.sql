DROP TABLE heat_spot;
