#!/bin/sh
# Certificates and passwords for deploy/compose/tls.yml, where you have none from elsewhere.
#
#   sh deploy/compose/secrets.sh secrets
#
# makes the folder with a CA, a certificate for the server (names: redis, localhost), one for its
# clients, and a password for each role. What is there is kept, so that to renew a certificate
# means to delete it with its key and to run this again.
set -eu

folder=${1:?which folder?}
days=${2:-365}
# The files are readable to the users of the containers; nobody else comes past the folder.
mkdir -p "$folder/passwords"
chmod 700 "$folder"
cd "$folder"

# Python from 3.13 on takes only what has all the extensions that RFC 5280 asks for.
new="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
if [ ! -f ca.pem ]; then
  # shellcheck disable=SC2086 # words of their own
  openssl req -x509 $new -keyout ca.key -out ca.pem -days 3650 -subj "/CN=Wiredesk CA" \
    -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
fi

certify() {
  [ -f "$1.pem" ] && return
  # shellcheck disable=SC2086
  openssl req $new -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
  printf '%s\n' "subjectAltName=$2" keyUsage=critical,digitalSignature \
    subjectKeyIdentifier=hash authorityKeyIdentifier=keyid >"$1.names"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days "$days" \
    -extfile "$1.names" -out "$1.pem" 2>/dev/null
  rm "$1.csr" "$1.names"
}
certify redis DNS:redis,DNS:localhost
certify client DNS:client

for role in watcher worker web subscriber operator metrics; do
  [ -f "passwords/$role" ] || openssl rand -hex 32 >"passwords/$role"
done
chmod 644 ./*.pem redis.key client.key passwords/*
chmod 600 ca.key
