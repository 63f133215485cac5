#!/bin/sh
# Installs what `npm run release` needs beside Node, on Debian 13: the tests' programs, and what builds and runs the
# native function for both architectures.
set -eu
case $(dpkg --print-architecture) in
  amd64) other=arm64 compiler=gcc-aarch64-linux-gnu ;;
  arm64) other=amd64 compiler=gcc-x86-64-linux-gnu ;;
esac
dpkg --add-architecture "$other"
apt-get update
apt-get install -y git kustomize quickjs libquickjs gcc libc6-dev "$compiler" "libc6-dev-$other-cross" qemu-user "libquickjs:$other"
