# What a shell can tell of a message by itself. All that these functions pass has no finding at all.
# They read $types and $scopes (joined by commas), $subject_max, $body_width (0 for any) and $mood.
set -f
IFS=' .,:;()/_+"=@%&<>?!{}~^$*[]|`-'"'"

# Only signs that mean nothing to git or to the rules. $1: the line. Leaves its words in $q, without quotes, and as
# many bytes as it has characters in $p.
plain() {
  q=$1
  while :; do
    case $q in
@QUOTES@
    *) break ;;
    esac
  done
  p=$q
  while :; do
    case $p in
@ACCENTED@
    *) break ;;
    esac
  done
  case $p in *[!@PROSE@]*) return 1 ;; esac
}

# No word that lacks its accent. The line comes split into words.
spelled() {
  for w; do
    case $w in ? | ??) continue ;; esac
    w=${w%s}
    case $w in @ENDINGS@) return 1 ;; esac
    case $w in *a) unaccented "${w%a}o" && return 1 ;; esac
    unaccented "$w" && return 1
  done
  return 0
}

# Lists stand in quotes, a letter each: a shell reads a string several times faster than as many patterns.
unaccented() {
  case $1 in
@UNACCENTED@
  *) return 1 ;;
  esac
  case $list in *" ${1#?} "*) ;; *) return 1 ;; esac
}

# A verb that Python itself passes in any company, in the mood that is asked for.
opener() {
  case $mood:$1 in
@OPENERS@
  *) return 1 ;;
  esac
  case $list in *" ${1#?} "*) ;; *) return 1 ;; esac
}

# The first line of a message.
header() {
  h=$1
  t=${h%%[!@LOWER@]*}
  case ,${types:-$t}, in *,"${t:-.}",*) ;; *) return 1 ;; esac
  r=${h#"$t"}
  case $r in
  '('*)
    s=${r#'('}
    s=${s%%')'*}
    case $s in '' | *[!@SCOPE_SIGNS@]*) return 1 ;; esac
    case ,${scopes:-$s}, in *,"$s",*) ;; *) return 1 ;; esac
    r=${r#"($s)"}
    ;;
  esac
  case $r in
  '!: '*) r=${r#'!: '} ;;
  ': '*) r=${r#': '} ;;
  *) return 1 ;;
  esac
  case $r in @HEADER_ENDS@ | @ANNOUNCES@) return 1 ;; [@LOWER@]*) ;; *) return 1 ;; esac
  plain "$r" || return 1
  [ "$subject_max" = 0 ] || [ $((${#h} - ${#r} + ${#p})) -le "$subject_max" ] || return 1
  [ "$mood" = libre ] || { opener "${r%% *}" && spelled $q; }
}

# Any other line.
line() {
  l=$1
  b=${l#"${l%%[! ]*}"}
  case $b in
  [@OPENING@]* | [-*]' '[@OPENING@]*) ;;
  *) return 1 ;;
  esac
  case $l in @LINE_ENDS@) return 1 ;; esac
  case ${b#[-*]' '} in
  @SEPARATORS@)
    # A footer, unless it is somebody, or tries to announce a breaking change.
    case $l in @DOUBTED@) return 1 ;; esac
    ;;
  esac
  plain "$l" || return 1
  [ "$body_width" = 0 ] || [ ${#p} -le "$body_width" ] || return 1
  [ "$mood" = libre ] || spelled $q
}
