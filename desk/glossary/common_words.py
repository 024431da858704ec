"""Short words that every text of a language is full of, so that a form of the same letters is ambiguous."""

_WORDS = {
    "ar": "في من عن على إلى أو ثم قد لم لن كل هل أن إن ما لا هو هي",
    "cs": "a i o u v s z k na do po za od ze že je se si by to ten ta co jak ale jen už",
    "de": "am an auf aus bei bis da das dem den der des die du ein er es hat ich ihr im in ist ja man mit nur "
    "ob so um und uns vom von vor was wer wie wir wo zu zum zur",
    "en": "a all am an and any are as at be but by can did do for get go had has he her him his how i if in is "
    "it its let man may me met my new no nor not now of off old on one or our out own per put run saw say "
    "see set she so some than that the them then they this to too up us use was way we were what when who "
    "why will with you",
    "es": "a al ante como con de del el en era es esa ese eso está fue ha han hay la las le les lo los más me "
    "mi muy ni no nos o para pero por que se ser si sin son su sus te tras tu un una uno y ya yo",
    "fa": "از به با در که را هم یا تا این آن",
    "fr": "a ai au aux ce ces car de des du elle en es est et eu il ils je la le les leur lui ma mais me mes "
    "mon ne ni nos on ont or ou où par pas peu pour qui que sa sans se ses si son sur ta te tu un une va "
    "vos vu y",
    "id": "ada di ini itu ke dan yang dari akan ia",
    "it": "a ad ai al che chi con da dal dei del di e è ed fa gli ha hai i il in io la le lo ma me mi ne nei "
    "nel no non o per più se si su sua sui sul suo te ti tra tu un una uno vi",
    "nl": "aan al als bij dan dat de den der die dit een en er haar had het hij hoe ik in is je kan me met na "
    "naar niet nu of om op over te tot uit van voor was wat we wel wie zal ze zo",
    "pl": "a ale bo by był co czy dla do go i ich im ja jak je jej jest już ku ma mi na nad nas nie niż o od po "
    "się są ta tak tam te to tu w we wy z za ze że",
    "pt": "a ao aos as com da das de do dos e é em era foi há já la lhe mais mas me na nas nem no nos o os ou "
    "para pela pelo por que se sem ser seu só sua te tem um uma",
    "ru": "а без бы в вам вас во вот все вы где да до его ее ей ему если есть еще за и из или им их к как ко "
    "кто ли мне мы на нас не нет ни но о об он она они от по под после при с сам со так там то тот тут ты у уже "
    "чем что эта это я",
    "tr": "bu da de ile ki mi ne o ve var ya yok için",
    "uk": "а або але без був в ви від він вона все ви де до є за з зі і із й його їх її як коли ми на над нам "
    "нас не ні о об ось по при про та так там те ти то тут у хто це чи що щоб я",
    "vi": "ai anh ba bà bị bởi các cái cho có con của cùng đã đang để đến đi do đó được em gì hai hay khi không "
    "là lại làm lên mà mỗi một này nếu nên người nhà nhưng như những năm nhiều ông ra rằng rất sau sẽ số "
    "tại theo thì tôi trên trong từ và vào về vì với vụ",
}

COMMON_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
"""The words by language, folded."""
