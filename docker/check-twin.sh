#!/bin/sh
# Builds the image of the twin and proves it: its size, the time until /readyz answers, that it runs without root on a read-only file system, and
# that SIGTERM ends it with 0. With docker, or without a daemon with buildah (as root; then the file system of the image is run by chroot).
#   docker/check-twin.sh [docker|buildah]        BUILDAH="buildah --root R --runroot RR"  BUILD_ARGS="--volume …" for a special set-up
set -eu
cd "$(dirname "$0")/.."
tool=${1:-$(docker info >/dev/null 2>&1 && echo docker || echo buildah)}
port=${PORT:-18081}
ready() {
  began=$(date +%s%N)
  until node -e 'fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "http://127.0.0.1:$port/readyz"; do
    [ $(($(date +%s%N) - began)) -lt 30000000000 ] || { echo 'not ready within 30 s' >&2; return 1; }
    sleep 0.05
  done
  echo "ready after $((($(date +%s%N) - began) / 1000000)) ms"
}
if [ "$tool" = docker ]; then
  docker build ${BUILD_ARGS:-} -f docker/twin.Dockerfile -t twin .
  echo "size $(docker image inspect -f '{{.Size}}' twin) bytes"
  id=$(docker run -d --rm --read-only --cap-drop ALL -p "127.0.0.1:$port:8080" twin)
  trap 'docker kill "$id" >/dev/null 2>&1 || true' EXIT
  ready
  docker exec "$id" node dist/main.js healthcheck
  docker kill -s TERM "$id" >/dev/null
  code=$(docker wait "$id")
else
  buildah=${BUILDAH:-buildah}
  $buildah bud --format docker --isolation chroot ${BUILD_ARGS:-} -f docker/twin.Dockerfile -t localhost/twin .
  c=$($buildah from localhost/twin)
  root=$($buildah mount "$c")
  trap 'kill "$pid" 2>/dev/null || true; $buildah umount "$c" >/dev/null; $buildah rm "$c" >/dev/null' EXIT
  echo "size $(du -sb "$root" | cut -f1) bytes"
  [ -z "$(find "$root/app" -writable ! -user root 2>/dev/null | head -1)" ] || { echo 'files of the service belong to its user' >&2; exit 1; }
  user=$($buildah inspect --format '{{.OCIv1.Config.User}}' "$c")
  env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/bin NODE_ENV=production TWIN_HOST=127.0.0.1 TWIN_PORT="$port" \
    chroot --userspec="$user" "$root" /bin/sh -c 'cd /app && exec node dist/main.js serve' >/dev/null &
  pid=$!
  ready
  env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/bin TWIN_PORT="$port" chroot --userspec="$user" "$root" /bin/sh -c 'cd /app && exec node dist/main.js healthcheck'
  kill -TERM "$pid"
  code=0
  wait "$pid" || code=$?
fi
echo "SIGTERM: exit $code"
[ "$code" -eq 0 ]
