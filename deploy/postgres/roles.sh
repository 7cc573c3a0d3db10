#!/bin/sh
# Makes the two roles and the database of an installation, once, as a superuser of the PostgreSQL server:
#   haolinju_owner  owns the database; `server migrate` connects as this role
#   haolinju        owns nothing; `server serve` connects as this role and gets its rights from `server migrate`
#
# Needs OWNER_PASSWORD and APP_PASSWORD. psql's own variables (PGHOST, PGUSER …) say where. The postgres image runs this
# file when its data folder is new, if it lies in /docker-entrypoint-initdb.d.
set -eu

psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-${PGUSER:-postgres}}" --dbname=postgres \
  --set=owner_password="${OWNER_PASSWORD:?}" --set=app_password="${APP_PASSWORD:?}" <<'SQL'
create role haolinju_owner login password :'owner_password';
create role haolinju login password :'app_password';

-- The character type must know every script, or trigram search finds no Chinese: the server refuses a plain C.
create database haolinju owner haolinju_owner template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';
revoke all on database haolinju from public;
grant connect on database haolinju to haolinju;
SQL
