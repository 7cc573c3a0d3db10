DROP TABLE login_code;
