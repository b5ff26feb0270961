import type { CommitTarget } from '../../model/commit-target';
import { shellLabel, shellWord } from './shell-word';

const MEDIA: Record<CommitTarget, string> = {
  scim: 'application/scim+json',
  oracle: 'application/scim+json',
  okta: 'application/json',
  entra: 'application/json'
};

/** What a script says before its operations. */
export interface HeadFacts {
  readonly target: CommitTarget;
  readonly domainName: string;
  readonly address: string;
  /** Apps whose id has to come from the environment, by the number in the variable's name. */
  readonly apps: readonly string[];
  readonly needsPassword: boolean;
}

/** Everything that can be missing is asked for before the first request. */
export function scriptHead(facts: HeadFacts): string {
  return [
    INTRODUCTION,
    `domain=${shellLabel(facts.domainName)}\nmedia=${shellWord(MEDIA[facts.target])}\n`,
    `address=${shellLabel(facts.address)}\nbase=\${MUSTER_ADDRESS:-$address}\n`,
    CHECKS,
    ...facts.apps.map((name, i) => appCheck(name, i + 1)),
    facts.needsPassword ? PASSWORD : '',
    FUNCTIONS,
    facts.target === 'okta' ? OKTA_FUNCTIONS : '',
    BEGINNING
  ].join('');
}

const INTRODUCTION = `#!/bin/sh
# A plan of Muster as requests, in the order in which they have to be sent. Needs curl and awk.
#
#   MUSTER_TOKEN     the token; it is taken from the environment only, and is not seen in the list of processes
#   MUSTER_SCHEME    what stands before it: Bearer, or SSWS for an API token of Okta
#   MUSTER_ADDRESS   the system, where it is another than the one below
#   MUSTER_LOG       where results are added; muster-result.log where it is not set
#   KEEP_GOING       anything: go on after a failure; otherwise the first one ends the script
#
# It can be run again: what is there already is told as such.
set -eu

`;

const CHECKS = `: "\${MUSTER_TOKEN:?Set MUSTER_TOKEN to a token of the system.}"
: "\${base:?Set MUSTER_ADDRESS to the address of the system.}"
case $MUSTER_TOKEN in
  *[!A-Za-z0-9._~+/=-]*)
    printf '%s\\n' 'MUSTER_TOKEN has characters that no token has.' >&2
    exit 2
    ;;
esac
base=\${base%/}
scheme=\${MUSTER_SCHEME:-Bearer}
log=\${MUSTER_LOG:-muster-result.log}
`;

function appCheck(name: string, number: number): string {
  return `if [ -z "\${MUSTER_APP_${number}:-}" ]; then
  printf '%s %s\\n' 'Set MUSTER_APP_${number} to the id of the app' ${shellLabel(name)} >&2
  exit 2
fi
app_${number}=$MUSTER_APP_${number}
`;
}

const PASSWORD = `: "\${MUSTER_INITIAL_PASSWORD:?Set MUSTER_INITIAL_PASSWORD to the password that new users begin with.}"
password=$(printf '%s' "$MUSTER_INITIAL_PASSWORD" | sed 's/[\\\\"]/\\\\&/g')
`;

/** `values`: reads JSON just far enough to find a text by its name in the object itself, or in each object of its list. */
const FUNCTIONS = `
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
failures=0
operation=''
found=''
user=''
group=''
made=''

# How an operation has ended, what it was, the status of the last answer.
tell() {
  printf '%s\\t%s\\t%s\\n' "$1" "$operation" "$status" | tee -a "$log"
}

fail() {
  failures=$((failures + 1))
  tell "failed: $1"
  if [ -s "$work/answer" ]; then
    head -c 2000 "$work/answer" >&2
    printf '\\n' >&2
  fi
  if [ -z "\${KEEP_GOING:-}" ]; then exit 1; fi
}

op() {
  operation=$(printf '%s\\t%s' "$1" "$2")
  status=''
}

# METHOD PATH [BODY]: sets the status, 000 where no answer came. Only what was turned away (429) is sent again.
request() {
  attempt=0
  while :; do
    ask "$@"
    attempt=$((attempt + 1))
    if [ "$status" != 429 ] || [ "$attempt" -ge 6 ]; then break; fi
    sleep $((attempt * 10))
  done
}

ask() {
  method=$1
  url=$base$2
  if [ $# -gt 2 ]; then
    printf '%s' "$3" >"$work/body"
    set -- --header "Content-Type: $media" --data-binary "@$work/body"
  else
    set --
  fi
  : >"$work/answer"
  status=$(printf 'header = "Authorization: %s %s"\\n' "$scheme" "$MUSTER_TOKEN" |
    curl --disable --config - --silent --show-error --globoff --max-time 120 --request "$method" --url "$url" \\
      --header 'Accept: application/json, application/scim+json' --output "$work/answer" --write-out '%{http_code}' "$@") ||
    status=000
}

values() {
  awk -v name="$1" '
    { text = text $0 "\\n" }
    END {
      size = length(text)
      for (i = 1; i <= size; i++) {
        c = substr(text, i, 1)
        if (c == "{" || c == "[") { depth++; kind[depth] = c; key[depth] = ""; colon = 0 }
        else if (c == "}" || c == "]") { depth--; colon = 0 }
        else if (c == ":") colon = 1
        else if (c == ",") colon = 0
        else if (c == "\\"") {
          start = i + 1
          for (i++; i <= size && substr(text, i, 1) != "\\""; i++) if (substr(text, i, 1) == "\\\\") i++
          word = substr(text, start, i - start)
          if (kind[depth] == "{" && !colon) key[depth] = word
          else if (colon && key[depth] == name && (depth == 1 || (depth == 2 && kind[1] == "[") ||
            (depth == 3 && kind[2] == "[" && (key[1] == "Resources" || key[1] == "value")))) print word
        }
      }
    }' "$work/answer"
}

# PATH: sets found to the one id that the answer has.
find_id() {
  request GET "$1"
  found=''
  if [ "$status" = 200 ]; then found=$(values id); fi
  case $status:$found in
    200: | 404:) fail 'not found' ;;
    200:*[!A-Za-z0-9._~@-]*) fail 'more than one, or an id that is none' && found='' ;;
    200:*) ;;
    *) fail 'not looked up' ;;
  esac
  [ -n "$found" ]
}

find_user() {
  find_id "$1" && user=$found
}

find_group() {
  find_id "$1" && group=$found
}

# ID PATH: the group of an id that is known, else the one that is found.
use_group() {
  group=$1
  if [ -z "$group" ]; then find_group "$2"; fi
}

# PATH: sets user to the one who is to be deleted; who is not found is gone already.
find_doomed() {
  request GET "$1"
  user=''
  if [ "$status" = 200 ]; then user=$(values id); fi
  case $status:$user in
    200: | 404:) tell 'already gone' ;;
    200:*[!A-Za-z0-9._~@-]*) fail 'more than one, or an id that is none' && user='' ;;
    200:*) ;;
    *) fail 'not looked up' ;;
  esac
  [ -n "$user" ]
}

# The id of what was created, or was there; nothing where the answer has none.
note_made() {
  made=$(values id)
  case $made in
    *[!A-Za-z0-9._~@-]*) made='' ;;
  esac
}

# PATH-TO-LOOK-UP PATH BODY: sets made.
create() {
  made=''
  request GET "$1"
  case $status in
    200)
      note_made
      if [ -n "$(values id)" ]; then
        tell 'already there'
        return 0
      fi
      ;;
    404) ;;
    *)
      fail 'not looked up'
      return 0
      ;;
  esac
  send POST "$2" "$3"
  case $status in
    2??) note_made ;;
  esac
}

# METHOD PATH [BODY]
send() {
  request "$@"
  case $1:$status in
    *:2??) tell 'done' ;;
    POST:409) tell 'already there' ;;
    DELETE:404) tell 'already gone' ;;
    POST:400)
      if grep -q 'references already exist' "$work/answer"; then tell 'already there'; else fail 'refused'; fi
      ;;
    *:000) fail 'no answer' ;;
    *) fail 'refused' ;;
  esac
}
`;

const OKTA_FUNCTIONS = `
# STATUS ACTION
lifecycle() {
  request GET "/api/v1/users/$user"
  now=$(values status)
  case $status:$now in
    200:"$1") tell 'already there' ;;
    200:SUSPENDED)
      if [ "$1" = ACTIVE ]; then
        send POST "/api/v1/users/$user/lifecycle/unsuspend" ''
      else
        send POST "/api/v1/users/$user/lifecycle/$2" ''
      fi
      ;;
    200:*) send POST "/api/v1/users/$user/lifecycle/$2" '' ;;
    *) fail 'not looked up' ;;
  esac
}

# Okta erases only who has been deactivated.
erase() {
  request GET "/api/v1/users/$user"
  now=$(values status)
  if [ "$status" = 200 ] && [ "$now" != DEPROVISIONED ]; then
    request POST "/api/v1/users/$user/lifecycle/deactivate?sendEmail=false" ''
    case $status in
      2??) ;;
      *)
        fail 'not deactivated'
        return 0
        ;;
    esac
  fi
  send DELETE "/api/v1/users/$user"
}
`;

const BEGINNING = `
printf '# %s\\t%s\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$domain" >>"$log"

`;

export const SCRIPT_END = `
if [ "$failures" -gt 0 ]; then
  printf '%s\\n' "$failures operations have failed." >&2
  exit 1
fi
`;
