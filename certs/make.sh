#!/bin/sh
# Makes a throw-away certificate authority and a server certificate with OpenSSL, for tests and first steps.
#   certs/make.sh [FOLDER] [NAME...]     default: this folder, localhost and sallyport.sallyport.svc
set -eu
umask 077

folder=${1:-$(dirname "$0")}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- localhost sallyport sallyport.sallyport.svc
days=${DAYS:-30}

names=IP:127.0.0.1,IP:::1
for name in "$@"; do names=$names,DNS:$name; done

mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$work/ca.key"
openssl req -x509 -new -sha256 -key "$work/ca.key" -subj "/CN=Sallyport throw-away CA" -days "$days" \
  -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" \
  -out "$work/ca.crt"

cat >"$work/leaf.conf" <<EOF
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=$names
EOF
openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$work/tls.key"
openssl req -new -sha256 -key "$work/tls.key" -subj "/CN=$1" -out "$work/tls.csr"
openssl x509 -req -sha256 -in "$work/tls.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial \
  -days "$days" -extfile "$work/leaf.conf" -out "$work/tls.crt"

chmod 644 "$work/ca.crt" "$work/tls.crt"
mv "$work/ca.crt" "$work/ca.key" "$work/tls.crt" "$work/tls.key" "$folder/"
echo "made ca.crt, ca.key, tls.crt and tls.key in $folder, for $names, $days days"
