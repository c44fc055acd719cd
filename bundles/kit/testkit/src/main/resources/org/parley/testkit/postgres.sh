# SPDX-License-Identifier: Apache-2.0
# Runs a PostgreSQL for tests until its standard input ends, that is, until the JVM that started it
# is gone, however it went. Arguments: folder of the binaries, folder to work in, port.
set -eu
umask 077
trap '' INT TERM HUP
bin=$1 work=$2 port=$3

for old in "$work"/run.*; do
  [ -d "$old" ] && ! kill -0 "${old##*.}" 2>/dev/null && rm -rf "$old"
done
if [ ! -d "$work/template" ]; then
  fresh=$work/template.$$
  "$bin/initdb" -D "$fresh" -U postgres -A trust -E UTF8 --locale=C --no-sync >/dev/null
  mv -T "$fresh" "$work/template" 2>/dev/null || rm -rf "$fresh"
fi
run=$work/run.$$
mkdir "$run"
cp -R "$work/template" "$run/data"
"$bin/postgres" -D "$run/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB \
  -c max_connections=200 >&2 &
server=$!
exec 3<&0
(cat <&3 >/dev/null; kill -QUIT "$server" 2>/dev/null) &
wait "$server" || true
rm -rf "$run"
