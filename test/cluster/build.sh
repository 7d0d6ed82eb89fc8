#!/usr/bin/env bash
# build.sh [--no-build] [TOOL…]: makes sure that the tools of go.mod exist, prints a line "TOOL PATH" for each.
#
# Without names: what a control plane needs. Finished tools are kept, outside of git, in
# ${SALLYPORT_CLUSTER_CACHE:-${XDG_CACHE_HOME:-~/.cache}/sallyport}/cluster/<hash of the recipe>/bin.
# kube-apiserver, etcd and kubectl of KUBEBUILDER_ASSETS go first where that folder has them.
# --no-build: only say where they are; ends with 1 if one is missing.
set -euo pipefail
cd "$(dirname "$0")"

build=yes
if [ "${1-}" = --no-build ]; then build=no; shift; fi
[ $# -gt 0 ] || set -- etcd kwok kube-apiserver kube-controller-manager kube-scheduler kubectl helm

package_of() {
  case $1 in
    etcd) echo go.etcd.io/etcd/server/v3 ;;
    kwok) echo sigs.k8s.io/kwok/cmd/kwok ;;
    kube-apiserver | kube-controller-manager | kube-scheduler | kubectl) echo "k8s.io/kubernetes/cmd/$1" ;;
    helm) echo helm.sh/helm/v4/cmd/helm ;;
    *) fail "there is no tool $1; there are etcd kwok kube-apiserver kube-controller-manager kube-scheduler kubectl helm" ;;
  esac
}

fail() { echo "build.sh: $*" >&2; exit 1; }
say() { echo "build.sh: $*" >&2; }
sha256() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi; }

recipe=$({ uname -sm; cat go.mod build.sh; } | sha256 | cut -c1-16)
bin=${SALLYPORT_CLUSTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sallyport}/cluster/$recipe/bin

given() { # a path, where KUBEBUILDER_ASSETS holds this tool
  case $1 in kube-apiserver | etcd | kubectl) ;; *) return 1 ;; esac
  [ -n "${KUBEBUILDER_ASSETS-}" ] && [ -x "$KUBEBUILDER_ASSETS/$1" ] && echo "$KUBEBUILDER_ASSETS/$1"
}

missing=()
for tool; do
  package_of "$tool" >/dev/null
  given "$tool" >/dev/null || [ -x "$bin/$tool" ] || missing+=("$tool")
done

build_one() { # to a name of its own first: whoever looks in sees a whole file or none
  [ ! -x "$bin/$1" ] || return 0   # the build that we waited for has made it
  local start=$SECONDS part="$bin/.$1.$$"
  go build -ldflags="$ldflags" -o "$part" "$(package_of "$1")"
  mv "$part" "$bin/$1"
  say "$1 took $((SECONDS - start)) s"
}

if [ ${#missing[@]} -gt 0 ]; then
  [ $build = yes ] || fail "missing: ${missing[*]}. Run test/cluster/build.sh"
  command -v go >/dev/null || fail "cannot build ${missing[*]}: there is no go command. Install Go (https://go.dev/dl, the version in test/cluster/go.mod or newer); kube-apiserver, etcd and kubectl may also come from the folder KUBEBUILDER_ASSETS"
  mkdir -p "$bin"
  trap 'rm -f "$bin"/.*."$$"' EXIT
  exec 9> "$bin/.lock"
  # One build at a time; the lock goes with the process. Without flock two builds do the work twice, no harm.
  if command -v flock >/dev/null; then
    flock -n 9 || { say "waiting for another build"; flock 9; }
  fi
  # The stamped version is not decoration: kubectl and Helm refuse to work with an API server that has none.
  export CGO_ENABLED=0 GOFLAGS="-mod=readonly -buildvcs=false -trimpath"
  release=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
  IFS=. read -r major minor _ <<< "${release#v}"
  ldflags="-s -w"
  for stamp in gitVersion="$release" gitMajor="$major" gitMinor="$minor" gitTreeState=clean \
    gitCommit=0000000000000000000000000000000000000000 buildDate=1970-01-01T00:00:00Z; do
    ldflags+=" -X k8s.io/component-base/version.$stamp"
  done
  say "building ${missing[*]} into $bin (about 7 minutes on two cores with an empty Go cache)"
  for tool in "${missing[@]}"; do build_one "$tool"; done
fi

for tool; do echo "$tool $(given "$tool" || echo "$bin/$tool")"; done
