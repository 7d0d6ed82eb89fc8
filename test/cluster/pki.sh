#!/usr/bin/env bash
# pki.sh FOLDER SERVICE_IP: throw-away CAs, and the keys and certificates that a control plane needs (EC P-256, one day).
set -euo pipefail
umask 077
mkdir -p "$1"
cd "$1"

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null; }

authority() { # NAME
  key "$1"
  openssl req -x509 -new -key "$1.key" -subj "/CN=test-$1" -days 1 -sha256 -out "$1.crt" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}

leaf() { # CA NAME SUBJECT USAGE [ALTERNATIVE_NAMES]
  key "$2"
  openssl req -new -key "$2.key" -subj "$3" -out "$2.csr"
  {
    echo basicConstraints=critical,CA:FALSE
    echo keyUsage=critical,digitalSignature
    echo "extendedKeyUsage=$4"
    if [ -n "${5-}" ]; then echo "subjectAltName=$5"; fi
  } > "$2.ext"
  openssl x509 -req -in "$2.csr" -CA "$1.crt" -CAkey "$1.key" -CAcreateserial -days 1 -sha256 \
    -extfile "$2.ext" -out "$2.crt" 2>/dev/null
  rm "$2.csr" "$2.ext"
}

authority ca
authority front-proxy-ca   # one of its own, so that no client certificate can pose as the aggregator
cluster_names="DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:$2"
leaf ca apiserver /CN=kube-apiserver serverAuth "$cluster_names"
leaf ca serving /CN=localhost serverAuth "DNS:localhost,IP:127.0.0.1"
leaf ca admin "/O=system:masters/CN=admin" clientAuth
leaf ca kwok "/O=system:masters/CN=kwok" clientAuth
leaf ca kube-controller-manager "/CN=system:kube-controller-manager" clientAuth
leaf ca kube-scheduler "/CN=system:kube-scheduler" clientAuth
leaf front-proxy-ca front-proxy /CN=front-proxy clientAuth
key service-account
openssl pkey -in service-account.key -pubout -out service-account.pub
