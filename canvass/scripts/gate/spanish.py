"""Spanish words that urge for or against somebody."""

from canvass.scripts.gate.pattern import NOBODY_NEXT, Pattern, compiled

VOTAR = (
    r"(?:vote|vota|votas|votan|votamos|votar|voten|votemos|votad|votando|votare|votaras|votara"
    r"|votaremos|votaran|votaria|votarias|votariamos|votarian|votaba|votaban|votabamos|votaste|voto|votos|votado|votaron|boten|bote|sufragio|papeleta"
    r"|boleta|emojivote|vot(?:a|e|en|ar|emos)(?:le|les|lo|la))"
)
_BALLOT = r"(?!boleta|papeleta|sufragio)"
_NOT_BY = (
    r"(?! (?:correo|adelantado|anticipado|primera|favor|internet|telefono|lo menos|usted|si mismo"
    r"|separado|medio|ejemplo|la manana|la tarde|la noche|ley|eso))"
    rf"(?! (?:no mas|mas de|hasta|uno|una|un|dos|tres|quien|cualquier|cualquiera){NOBODY_NEXT})"
)
_FILL = (
    r"(?:(?:a|al|la|el|los|las|por|x|nuestra|nuestro|su|candidata|candidato|fiscal|don|dona|senor"
    r"|senora|sr|sra|juez|jueza|licenciado|licenciada|abogado|abogada|es|sea|todos|en|favor|de"
    r"|contra|partido) ){0,4}"
)
_OFFICE = (
    r"(?:la |el |nuestra |nuestro |ser |proxima |proximo ){0,2}(?:fiscal|fiscalia|alcalde|alcaldesa"
    r"|juez|jueza|alguacil|gobernador|gobernadora|cargo|oficina|presidente|presidenta|congreso|senado"
    r"|concejo|comisionado|comisionada|condado|pueblo|cambio|todos|procurador|procuradora)"
)
_GIVE = (
    r"(?:dele|denle|dale|demos\w*|dar\w*|da|dan|den|doy|merec\w+|merezc\w+|gan(?:o|ar|arse|en|emos)"
    r"|pid\w+|necesit\w+|quier\w+|contar|cuent\w+|tien\w+|deb\w+|ira|iran|va|van|regal\w+)"
)

SPANISH = (
    Pattern(
        "vote_for",
        "tells people to vote for or against somebody",
        anywhere=compiled(
            rf"{VOTAR} {{gap8}}(?:por|contra|x){_NOT_BY}",
            rf"{VOTAR} {{gap5}}(?:a favor|en contra)",
            rf"(?:por|contra|x) {{sure}} {{gap5}}{VOTAR}",
        ),
        near=compiled(
            rf"{VOTAR} {{gap3}}(?:por|contra|x|a|al) {_FILL}{{who}}",
            rf"{_BALLOT}{VOTAR} (?:todos |ya |hoy |si |no |solo )?{_FILL}{{who}}",
            rf"(?:a favor de|en contra de|por) {_FILL}{{who}}(?= $)",
            r"vote por (?:el|ella|ellos|ellas)(?= $)",
        ),
    ),
    Pattern(
        "elect",
        "tells people to elect somebody",
        anywhere=compiled(
            r"(?:elegir|elija|elijas|elijan|elijamos|elijo|elige|eliges|eligen|elegimos|eligiendo"
            r"|eligio|eligieron|elegi|elegiste|eligier\w+|eligies\w+|elegid|elegia\w*|elegire"
            r"|elegira\w*|elegiremos|elegiri\w+|(?:he|has|ha|hemos|han|habia\w*|haber) elegido)"
            r"(?! entre)",
            r"re ?(?:eleg\w+|elij\w+|elig\w+|eleccion de)",
        ),
    ),
    Pattern(
        "support",
        "supports somebody",
        anywhere=compiled(
            r"apoy(?:e|en|a|an|ar|emos|amos|ando|are|aremos|as|ara|aran|aria\w*|aba\w*|ado|ada|ados"
            r"|adas|aron|aste|ad|arlo|arla|enlo|enla|elo|ela)",
            r"(?<!de )apoyo(?! (?:en espanol|a la comunidad|para personas))"
            rf"(?! a (?:las|los){NOBODY_NEXT})",
            r"respald\w+|endos(?:e|a|amos|ar|an|en|emos|aron|o)",
        ),
    ),
    Pattern(
        "oppose",
        "opposes somebody",
        anywhere=compiled(
            r"(?:derrot|rechaz|rechac|reemplaz|reemplac|destitu|sustitu)\w+",
            r"(?:opone|oponen|oponemos|oponer|oponga|opongan|opongo|oponerse|opongase|oponganse|opuso"
            r"|opusieron|opusimos|opondr\w+|oposicion a)",
            r"(?:saquemos|saquen|saque|sacar|venzamos|vencer|echemos|botemos|fuera|quitemos|quitar)",
        ),
    ),
    Pattern(
        "asks_vote",
        "asks for somebody's vote",
        anywhere=compiled(
            rf"{_GIVE} {{gap5}}(?<!mas )(?:voto|votos|apoyo)",
            r"(?:puede|podria|cuenta|cuente) {gap1}contar con",
            r"(?:mi|su|tu|nuestro) (?:voto|apoyo) {gap3}(?:debe|es|va|ira|sea|para)",
        ),
    ),
    Pattern(
        "choose",
        "tells people to choose or refuse somebody",
        near=compiled(
            rf"(?:escoja|escojan|escojamos|escoge|escoger|marque|marquen|marca|marcar|mantenga"
            rf"|mantengamos|despida|prefiere|prefiero|prefiera|confie en|confiemos en"
            rf"|estamos con|estoy con"
            rf"|unase a|diga no a|diga si a|no a|si a|basta de|nunca|ni|todos con|todos por"
            rf"|recuerde a"
            rf"|quedese con|adelante con|cualquiera menos|menos|vamos con|voy con|viva|arriba"
            rf"|abajo|dele"
            rf"|denle|dale)"
            rf" {_FILL}{{who}}",
            r"(?:marque|llene|rellene|marca) {gap6}(?:por|de|para|a) {who}",
            r"{who} (?:y no|en vez de|en lugar de|no) {who}",
        ),
    ),
    Pattern(
        "for_office",
        "puts somebody forward for an office",
        near=compiled(
            rf"{{who}} (?:para|pa|como) {_OFFICE}",
            r"{who} para \S+(?: \S+)?(?= $)",
            r"{who} es (?:la |el |nuestra |nuestro )?{gap1}(?:mejor|unica|unico|correcta"
            r"|correcto|peor)",
            r"{who} (?:debe|tiene que) (?:ganar|perder|irse|salir|quedarse|ser)",
            r"{who} presente|{who} (?:si|va)(?! a)",
        ),
    ),
)

ALWAYS_SPANISH = compiled(
    rf"{VOTAR} por (?:el|la) (?:que (?:va|esta|sale|aparece)|primer[oa]?|ultim[oa]|numero"
    rf"|de arriba)",
    rf"{VOTAR} (?:por|contra) (?:ella|ellos|ellas)",
    rf"{VOTAR} (?:por|contra) el(?= $| porque| y| que| este| ahora)",
    r"(?:elijan?la|elijan?lo|elijamosl[oa]s?|reelijan?l[oa]|reelijamosl[oa]|saquemosl[oa]s?|saquenl[oa]s?)",
    r"vote (?:azul|rojo)|ola (?:azul|roja)|cuatro anos mas|vote por (?:este|esta) (?:hombre|mujer)",
)
"""What needs nobody named beside it."""

LATER_SPANISH = compiled(
    r"(?:apoyel[oa]s?|apoyenl[oa]s?|apoyemosl[oa]s?|rechacel[oa]s?|derrotemosl[oa]s?|respaldel[oa]s?"
    r"|apoyarl[oa]s?|derrotarl[oa]s?)"
)
"""What urges when somebody was named just before."""

SPANISH_WORDS = frozenset(
    {"votar", "vote", "vota", "voten", "votemos", "voto", "elija", "elijan", "elijamos", "elegir"}
    | {"apoye", "apoya", "apoyar", "apoyen", "apoyemos", "derrotar", "derrotemos", "rechace"}
    | {"rechazar", "reelija", "respalde", "contra", "por", "respaldar", "rechacemos", "apoyamos"}
)
"""Words that are looked for in disguises."""
