"""English words that urge for or against somebody."""

from canvass.scripts.gate.pattern import NOBODY_NEXT, Pattern, compiled

_CASTS = r"(?:vote|voted|voting|vot|voet|vtoe|voat|emojivote)"
VOTE = (
    r"(?:vote|votes|voted|voting|voter|voters|revote|(?<!on the )ballot|ballots|vot|voet|vtoe|voat"
    r"|emojivote)"
)
_NOT_FOR_SOMEBODY = (
    r"(?! (?:the first time|free|yourself|example|instance|now|help|information|questions))"
    r"(?! (?:more than|not more|no more|up to|one|two|only one|at most|any|whom|whoever|whomever)"
    rf"{NOBODY_NEXT})"
)
_FILL = (
    r"(?:(?:the|our|your|my|a|an|for|fellow|neighbor|friend|judge|attorney|da|mr|mrs|ms|mx|dr|sheriff"
    r"|candidate|incumbent|ms|hon|honorable|prosecutor|good|great|dear|only|just|is|are|be|to) "
    r"){0,4}"
)
_NOT_MOST = r"(?<!most )(?<!the )"
_SERVICE = (
    r"(?! (?:service|services|group|groups|staff|center|centers|program|programs|line|network"
    r"|worker|workers|specialist|coordinator|team|animal|person|meeting|meetings|system|fund))"
)
_HELPING = (
    r"(?<!child )(?<!peer )(?<!technical )(?<!language )(?<!customer )(?<!victim )(?<!victims )"
    r"(?<!community )(?<!family )(?<!emotional )(?<!financial )(?<!reentry )(?<!life )"
)
_GO_TO_VOTE = r"(?:deserve|earn|need|want|get|win|give|ask|lend|cast|go|belong|count|have|has)"
_REFUSE_OR_CHOOSE = (
    r"(?:choos(?:e|es|ing)|chose|giv(?:e|ing)|(?:pick|select|mark|check|fire|dump|trust|return|recall"
    r"|remember|want|favor|prefer|lean|keep|retain|beat|boot|toss|kick|throw|stop|drop|hir|promot"
    r"|remov|consider|join|bring|send)(?:e|s|es|ed|red|ping|ped|ring|ning|ing)?|write in|team|never"
    r"|emojiyes|emojino|emojivote)"
)
_SIDE_WITH = (
    r"(?:(?:stick|stand|stands|standing|go|going|side|im|we are|were|i am|all) with|rally behind"
    r"|get behind|turn out for|show up for|pull for|root for|pull the lever for|say no to"
    r"|say yes to"
    r"|no on|yes on|no to|yes to|no more|get rid of|campaign for|volunteer for|donate to|fight for"
    r"|anyone but|anybody but|think about)"
)
_OFFICE = (
    r"(?:(?:district|county|city|state|our|the|your|a|next|prosecuting) ){0,3}(?:attorney|da|d a"
    r"|prosecutor|sheriff|judge|mayor|governor|office|council|commissioner|clerk|senate|congress"
    r"|president|fiscal|justice|change|county|city|people|us|all|victory|win|future|reform)"
)

ENGLISH = (
    Pattern(
        "vote_for",
        "tells people to vote for or against somebody",
        anywhere=compiled(
            rf"{VOTE} {{gap8}}(?:for|against){_NOT_FOR_SOMEBODY}",
            rf"(?:for|against) {{sure}} {{gap5}}{VOTE}",
            r"cast {gap3}(?:ballot|ballots|vote|votes) {gap4}for",
        ),
        near=compiled(
            rf"{_CASTS} (?:(?:only|yes|no|on|straight|for|against|4|early|today|now|all|again"
            rf"|and) )"
            rf"{{0,3}}{_FILL}{{who}}",
            rf"{VOTE} {{gap3}}(?:for|against) {_FILL}{{who}}",
            r"(?:vote|voting|votes) (?:him|her|them) (?:out|in|back)",
            rf"{VOTE} {{who}} (?:out|in|back)",
        ),
    ),
    Pattern(
        "elect",
        "tells people to elect somebody",
        anywhere=compiled(
            r"(?:(?<!mayor )(?<!president )(?<!governor )(?<!attorney )(?<!judge"
            r" )(?<!sheriff )elect"
            r"|elects|electing|reelect|reelects|reelecting)",
            r"(?:get|gets|getting|help|helping) {gap4}(?:re ?)?elected",
            r"(?:must|should|has to|have to|needs to|ought to|deserves to) be (?:re ?)?elected",
        ),
        near=compiled(
            rf"(?:elect|reelect|electing) {_FILL}{{who}}",
            rf"(?:we|i|you|lets|us) {{gap1}}(?:re ?)?elected {_FILL}{{who}}",
            rf"re ?election (?:of|for) {_FILL}{{who}}",
        ),
    ),
    Pattern(
        "support",
        "supports somebody",
        anywhere=compiled(
            rf"{_HELPING}support{_SERVICE}",
            r"(?:supports|supported|supporting|supporter|supporters)",
            r"endorse\w*|endorsing",
            r"(?:backs|backed|backer|backers)",
        ),
        near=compiled(
            rf"support {_FILL}{{who}}",
            rf"(?:to|will|please|we|i|you|they|must|should|lets|can|who|and"
            rf"|all) back {_FILL}{{who}}",
            rf"(?:back|backing|backs) {_FILL}{{who}}",
            rf"(?:backing|endorsement|endorsements) (?:of|for) {_FILL}{{who}}",
        ),
    ),
    Pattern(
        "oppose",
        "opposes somebody",
        anywhere=compiled(
            r"oppos(?:e|es|ed|ing)",
            r"(?:defeat\w*|reject(?:s|ed|ing)?|unseat\w*|oust\w*|topple\w*)",
            r"replac(?:e|es|ed|ing)",
        ),
        near=compiled(
            rf"(?:opposition to|(?:defeat|rejection|removal|ouster) of"
            rf"|replacement (?:of|for)) {_FILL}{{who}}",
        ),
    ),
    Pattern(
        "asks_vote",
        "asks for somebody's vote",
        anywhere=compiled(
            rf"{_GO_TO_VOTE}\w* {{gap5}}{_NOT_MOST}(?:vote|votes|ballot|support)",
            rf"(?:my|your|our|his|her) (?:vote|votes|ballot|support) {{gap4}}{_GO_TO_VOTE}\w*",
            r"gave {gap4}(?:vote|support)",
        ),
        near=compiled(
            r"(?:can|may|will|could|does) {who} count on",
            r"(?:my|your|our) (?:vote|ballot|choice|pick|candidate) (?:is|should be"
            r"|must be) {gap2}{who}",
        ),
    ),
    Pattern(
        "choose",
        "tells people to choose or refuse somebody",
        near=compiled(
            rf"(?:{_REFUSE_OR_CHOOSE}|{_SIDE_WITH}) {_FILL}{{who}}",
            r"{who} (?:emojiyes|emojino|emojivote)",
            r"(?:bubble|oval|box|circle|line|lever|column|button|name) {gap2}(?:for|by|of"
            r"|to) {gap2}{who}",
            r"(?:kick|throw|boot|toss|vote|get|push) {who} out",
            r"(?:anyone|anybody|everyone|all|someone|whoever) (?:except|but|besides"
            r"|other than) {who}",
            r"{who} (?:is|es) ROLE|ROLE (?:is|es) {who}",
            r"{who} (?:over|not|instead of|rather than|than) {who}",
        ),
    ),
    Pattern(
        "for_office",
        "puts somebody forward for an office",
        near=compiled(
            rf"{{who}} (?:for|4|as) {_OFFICE}",
            r"{who} (?:for|4) \S+(?: \S+)?(?= $)",
            r"{who} (?:is |will be |would be |makes? |remains )?(?:the |your |our |my "
            r"|a )?{gap1}(?:best|right|only"
            r"|better|clear|smart|obvious|safe|wrong|worst) {gap1}(?:choice|one|pick|candidate"
            r"|person"
            r"|man|woman|option|vote|attorney|prosecutor)",
            r"{who} (?:must|should|has to|needs to|gotta|ought to) (?:go|win|lose|stay|resign"
            r"|be \w+ed)",
            r"{who} (?:all the way|ftw|20\d\d|in 20\d\d|wins)",
        ),
    ),
)

ALWAYS_ENGLISH = compiled(
    r"(?:vote|voting|votes) for (?:the |our )?(?:first|second|third|fourth|fifth|last|top|bottom"
    r"|number|line|row|column|no) (?:\S+ ){0,2}(?:name|candidate|person|on the ballot|one|two|three"
    r"|four|five|six|seven|eight|nine|\d+|listed)",
    r"(?:vote|voting) for (?:candidate|number|no|line|row|column) (?:\d+|one|two|three|four|five)",
    r"(?:vote|voting) for (?:the )?(?:man|woman|guy|lady|one) (?:who is|whos|running|in|with)",
    r"(?:vote|voting|votes) (?:for|against) (?:him|her|them|this man|this woman)(?! who)",
    r"(?:vote|voting|kick|throw) (?:him|her|them) (?:out|back in)",
    r"(?:elect|reelect|unseat|defeat|endorse) (?:him|her|them)",
    r"vote (?:blue|red)",
    rf"{_CASTS} (?:straight |all |only )?(?:democratic|progressive|conservative)(?! primar)",
    r"(?:straight|party line) ticket (?:vote|voting)|vote (?:a |the )?(?:straight"
    r"|party) (?:ticket|line)",
    r"(?:throw|vote) the bums out|blue wave|red wave|lock (?:him|her) up|four more years",
)
"""What needs nobody named beside it."""

LATER_ENGLISH = compiled(
    r"(?:support|back|oppose|reject|replace|supporting|backing|opposing|choose|keep"
    r"|stop) (?:him|her|them)"
)
"""What urges when somebody was named just before."""

ENGLISH_WORDS = frozenset(
    {"vote", "voting", "votes", "elect", "reelect", "support", "supporting", "endorse", "oppose"}
    | {"defeat", "reject", "unseat", "replace", "against", "ballot", "back", "for", "supports"}
    | {"opposes", "rejects", "endorses", "backing", "electing"}
)
"""Words that are looked for in disguises."""
