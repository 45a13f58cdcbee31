#!/bin/sh
# users.acl -> the file that a server reads, with the hashes of passwords.
#
#   sh users.sh PASSWORDS [DEPLOYMENT] <users.acl >/etc/redis/users.acl
#
# PASSWORDS is a folder with a file for each role, such as `worker`, whose first line is its
# password; a role without a file gets no user. DEPLOYMENT (by default wiredesk) is
# WIREDESK_DEPLOYMENT: it stands before every key and every user's name.
set -eu

passwords=${1:?which folder holds the passwords?}
deployment=${2:-wiredesk}

# A comment goes, and an indented line goes on with the one before.
awk '/^ *(#|$)/ { next } /^ / { sub(/^ +/, " "); printf "%s", $0; next }
     { printf "%s%s", ending, $0; ending = "\n" } END { print "" }' |
  sed "s/wiredesk/$deployment/g" |
  while IFS= read -r user; do
    case $user in
      *@*@*)
        name=${user#*#@}
        name=${name%%@*}
        file=$passwords/$(printf %s "$name" | tr '[:upper:]' '[:lower:]')
        [ -f "$file" ] || continue
        password=$(head -n 1 "$file" | tr -d '\r')
        [ "$password" ] || { echo "$file is empty" >&2; exit 1; }
        hash=$(printf %s "$password" | sha256sum | cut -d ' ' -f 1)
        printf '%s#%s%s\n' "${user%%#@*}" "$hash" "${user#*#@"$name"@}"
        ;;
      *) printf '%s\n' "$user" ;;
    esac
  done
