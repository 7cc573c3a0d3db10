DROP TABLE suspicious_closing;
