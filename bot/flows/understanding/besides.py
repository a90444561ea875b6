"""The ways in which people ask or say something beside a question, as patterns of normalised words."""

from __future__ import annotations

# Words as `normalise` leaves them: no accents, apostrophes or signs. English first, then Spanish, then others.
_HUMAN = r"(?:real |actual |live )?(?:person|human|human being|coordinator|operator|agent)"
_SOME = rf"(?:an? |the |some |any |your )?{_HUMAN}"
_ANYONE = r"(?:someone|somebody|anyone|anybody)"
_SPEAK = r"(?:talk|speak|chat|write)"
_WISH = (
    r"(?:(?:can|could|may|how can|how do|where can) i(?: please)?|let me|(?:i |id )?(?:really )?(?:want|need|like"
    r"|prefer|would like|d like|would prefer|would rather|rather|wish))"
)
_ALGUNA = (
    r"(?:un |una |el |la |algun |alguna )?(?:persona|humano|humana|ser humano|coordinador|coordinadora|agente|operador)"
    r"(?: real| de verdad)?"
)
_DESEO = r"(?:quiero|quisiera|necesito|(?:como |donde )?puedo|podria|se puede|me gustaria|prefiero|dejame)"
SAID: dict[str, tuple[str, ...]] = {
    "privacy": (
        (
            r"(?:is|are) (?:it|this|that|my answers|my data|our messages|our chat|this chat|what i (?:write|say"
            r"|tell you)) (?:really |all )?(?:safe|secure|private|confidential|secret|anonymous)(?: here)?"
        ),
        (
            r"who (?:else )?(?:can |could |will |gets to )?(?:see|sees|read|reads|know|knows) (?:this|that|it"
            r"|these|my (?:answers|messages|data|name|words)|our (?:messages|chat|words)|what (?:i|we) .*|about"
            r" (?:me|this|us))(?: here)?"
        ),
        (
            r"(?:do|does|can|will|could) (?:you|they|anyone|anybody|someone|others|other people|(?:the"
            r" )?coordinators?) (?:else )?(?:see|read) (?:this|it|these|my (?:answers|messages|data|words)|our"
            r" (?:messages|chat|words)|what (?:i|we) .*|everything)(?: too| here)?"
        ),
        r"what you (?:do with|keep|save) (?:my|this|about me|of me)(?: .*)?|who you (?:show|tell|give) .*",
        (
            r"what (?:do|will|did) you (?:keep|store|save|collect|know|remember)(?: about (?:me|us))?(?: of (?:me"
            r"|this))?"
        ),
        r"what (?:do|will) you do with (?:it|this|that|my .*)",
        (
            r"(?:do|will) you (?:sell|share|keep|store|save) (?:this|my (?:answers|data|messages|name)|our"
            r" messages|what i .*)(?: .*)?"
        ),
        r"where (?:does|do|is|are) (?:this|my (?:data|answers|messages)) (?:go|kept|stored|saved)",
        r"(?:(?:esto|eso) )?es (?:seguro|privado|confidencial|secreto|anonimo)(?: esto| eso| aqui| este chat)?",
        (
            r"quien(?:es)? (?:mas )?(?:puede |pueden |va a )?(?:ver|ve|ven|vera|leer|lee|leen|leera|sabe|saben)"
            r" (?:esto|eso|lo que .*|(?:mis|nuestros|los) (?:datos|mensajes)|mis respuestas)"
        ),
        (
            r"(?:alguien|los coordinadores|la coordinacion)(?: mas)? (?:puede |pueden )?(?:leer|lee|leen|ver|ve"
            r"|ven) (?:esto|eso|lo que .*|(?:mis|nuestros|los) mensajes|mis respuestas)"
        ),
        (
            r"que (?:guardas|guardan|sabes|saben|haces con|hacen con|pasa con)(?: de mi| sobre mi| de nosotros|"
            r" con)?(?: mis (?:datos|respuestas|mensajes)| lo que .*| esto)?"
        ),
        r"(?:donde|como) (?:se guarda|se guardan|guardas|guardan) (?:esto|mis .*)",
        r"(?:vendes|venden|compartes|comparten) mis (?:datos|respuestas)",
    ),
    "robot": (
        (
            r"(?:you|u) (?:are |r )?(?:an? )?(?:real )?(?:robot|bot|human|machine|ai|computer|real|chatbot)(?: or"
            r" .*)?|(?:who|what) (?:you|u) are|who is you"
        ),
        (
            r"(?:are|r) (?:you|u) (?:just )?(?:an? )?(?:real )?(?:robot|bot|human|person|machine|ai|computer|real"
            r"|chatbot|chatgpt|program|man|woman)(?: or .*)?"
        ),
        (
            r"(?:who|what) (?:are|r) (?:you|u)|who is (?:this|that)|whos this|who am i (?:talking|speaking"
            r"|writing) (?:to|with)"
        ),
        (
            r"is (?:this|that|it) (?:an? |just an? )?(?:bot|robot|real|human|real person|scam|spam|fake|ai"
            r"|chatgpt|machine)(?: or .*)?"
        ),
        r"am i (?:talking|speaking|writing|chatting) (?:to|with) an? .*",
        (
            r"(?:eres|es|sos|es usted) (?:un |una )?(?:robot|bot|humano|humana|persona|persona real|maquina|ia"
            r"|real|programa|estafa)(?: o .*)?"
        ),
        (
            r"(?:quien|que) (?:eres|es usted|sos)(?: tu| vos)?|(?:con quien )?(?:estoy )?(?:hablo|hablando) con"
            r" (?:un|una) .*|con quien (?:hablo|estoy hablando)"
        ),
        r"esto es (?:un |una )?(?:bot|robot|estafa|real|maquina|spam)",
    ),
    "human": (
        rf"(?:can|could|may) i (?:please )?{_SPEAK} (?:to|with) (?:the |some |your |real )?(?:people|staff)(?: .*)?",
        rf"(?:{_WISH} )?(?:to )?{_SPEAK} (?:(?:to|with) )?{_SOME}(?: .*)?",
        (
            rf"{_WISH} (?:to )?{_SPEAK} (?:to |with )?{_ANYONE}(?: real| human| else| there| here"
            r"| (?:of|from) the (?:program|team))*"
        ),
        rf"i (?:really )?(?:want|need|prefer) (?:help (?:from|of|by) )?an? {_HUMAN}",
        rf"(?:call|get|give|connect|transfer|contact)(?: me)?(?: (?:to|with))? {_SOME}(?: .*)?",
        rf"is there (?:{_SOME}|{_ANYONE})(?: (?:here|there|real|(?:that )?i can .*|to talk to))*",
        r"whom? (?:can|could|do|should) i (?:contact|ask|call|(?:talk|speak) (?:to|with)|write to)(?: .*)?",
        rf"how (?:can|could|do) i (?:contact|reach|call) (?:{_ANYONE}|the (?:people|team)|{_SOME})(?: .*)?",
        r"i (?:dont|do not) (?:want|like) (?:to )?(?:talk|speak|chat|write) (?:to|with) (?:an? |the )?(?:ro)?bots?",
        rf"(?:{_DESEO} )?(?:hablar|comunicarme|chatear|contactar|conversar) (?:con )?{_ALGUNA}(?: .*)?",
        (
            rf"{_DESEO} (?:hablar|comunicarme|chatear|contactar|conversar) con alguien(?: real| de verdad| mas| aqui"
            r"| del (?:programa|equipo))*"
        ),
        rf"hay (?:alguien|{_ALGUNA})(?: (?:ahi|alli|aqui|real|de verdad|con quien .*))*",
        r"(?:con|a) quien (?:puedo|podria|debo) (?:hablar|preguntar|escribir|llamar|contactar)(?:le)?(?: .*)?",
        rf"(?:quiero|necesito|prefiero) (?:ayuda de )?{_ALGUNA}",
        r"no quiero (?:hablar|chatear) con (?:un |una )?(?:robot|bot|maquina)",
    ),
    "person": (
        rf"(?:an? )?{_HUMAN} (?:please|pls|plz)",
        r"(?:an? )?(?:real|actual|live) (?:human|person|human being|people)|human",
        (
            r"(?:una )?persona(?: real| de verdad)? por favor|(?:una )?persona (?:real|de verdad)|un humano(?:"
            r" por favor)?"
        ),
    ),
    "why": (
        (
            r"why|what for|for what|why you .*|why(?! not\b| (?:do )?i ) \w+(?: \w+){0,2}|why (?:do|did|would|are"
            r"|r|does|must|will) (?:you|u|they) .*"
        ),
        (
            r"why (?:is|are|do|does) (?:this|that|it|these|my) .*|why (?:should|must|do|would) i (?:have to |need"
            r" to )?(?:tell|say|answer|give|share|write)(?: .*)?"
        ),
        (
            r"what (?:do|would|will) (?:you|u) (?:need|want|use|ask) (?:this|that|it|my .*) for|what is (?:this"
            r"|that|it) for|whats (?:this|that|it) for"
        ),
        r"is (?:this|that|it) (?:really )?(?:necessary|needed|important|required|mandatory)",
        (
            r"(?:do|must) i (?:really )?(?:have to |need to )?(?:answer|say|tell|fill)(?: .*)?|do i have to|none"
            r" of your business"
        ),
        r"(?:thats|that is|its|it is|this is) (?:too |very )?(?:private|personal|none of your business)",
        r"(?:y )?(?:por ?que|para que|a que viene)",
        (
            r"(?:y )?(?:por ?que|para que|a que viene) (?:lo|la|me|te|le|quieres|quieren|preguntas|preguntan"
            r"|necesitas|necesitan|quiere|pregunta|necesita|debo|tengo|es|importa|eso|esto|tantas|tanta|esa|ese)"
            r" ?.*"
        ),
        (
            r"es (?:realmente )?(?:necesario|obligatorio|importante)|tengo que (?:contestar|responder|decir"
            r"|poner)(?: .*)?"
        ),
        r"(?:eso |esto )?es (?:muy |algo )?personal|no es asunto tuyo|a ti que te importa",
    ),
    "told": (
        r"i (?:have )?(?:already|just) (?:told|said|wrote|answered|sent|gave|did)(?: .*)?",
        r"ive (?:already |just )?(?:told|said|written|answered|sent|given)(?: .*)?",
        (
            r"i (?:told|said|answered) (?:you|u|it|that|this)(?: .*)?|already (?:told|said|answered|did|done"
            r"|sent)(?: .*)?"
        ),
        (
            r"(?:see|look|read) above|as i (?:said|wrote|told you)|you (?:already )?asked(?: me)?(?: that| this|"
            r" it)(?: already)?"
        ),
        (
            r"ya (?:te |se |os |les )?(?:lo )?(?:dije|he dicho|conteste|respondi|escribi|puse|mande|envie"
            r"|hice)(?: .*)?"
        ),
        r"(?:te )?lo (?:acabo de decir|dije antes)|(?:mira|lee) arriba|ya (?:me )?(?:lo )?preguntaste(?: .*)?",
    ),
    "unsure": (
        (
            r"(?:i )?(?:am )?(?:not|no) (?:know|sure)(?: what| how| exactly| yet)*|i dont know (?:what is .*|what"
            r" to .*|how to .*)"
        ),
        (
            r"(?:i )?(?:really |honestly )?(?:dont|do not|cant|cannot) (?:really )?(?:know|say|tell|decide"
            r"|remember)(?: yet| now| right now| exactly| for sure| it| what to (?:say|write|answer|choose))*"
        ),
        (
            r"(?:i )?(?:idk|dunno)|(?:im |i am )?not (?:so |really |too |quite )?sure(?: yet)?|unsure|(?:i have"
            r" )?no (?:idea|clue)(?: yet)?|hm+|u+m+|maybe|perhaps"
        ),
        (
            r"(?:its )?hard to say|(?:it )?depends|(?:im |i am )?undecided|i have(?:nt| not) decided(?: yet)?"
            r"|good question"
        ),
        (
            r"(?:yo )?no (?:lo )?se(?: todavia| aun| bien| que (?:decir|poner|escribir|contestar))*|nose|ni idea"
            r"|no tengo (?:ni )?idea"
        ),
        (
            r"no estoy (?:muy )?segur[oa]|no sabria(?: decirte| decir)?|depende|quien sabe|quizas?|tal ?vez|puede"
            r" ser|no me decido"
        ),
        (
            r"no (?:lo )?recuerdo|no me acuerdo|buena pregunta|je ne sais pas|non so|nao sei|(?:ich )?weiss (?:es"
            r" )?nicht"
        ),
        r"не знаю|я не знаю|لا اعرف|لا ادري|ما بعرف|مش عارفه?|نمي دانم",
    ),
    "rather_not": (
        (
            r"i (?:dont|do not|wont|will not|cant|cannot) (?:really )?(?:want to |like to |wish to |feel"
            r" comfortable )?(?:say|saying|tell|telling|answer|answering|share|sharing)(?: (?:you|it|that|this"
            r"|u))*(?: question)?"
        ),
        (
            r"(?:id|i would|id much) rather not(?: (?:say|tell|answer|share)(?: .*)?)?|i (?:would )?prefer not"
            r" to(?: (?:say|tell|answer|share)(?: .*)?)?"
        ),
        r"prefer not to (?:say|tell|answer)|no answer|no comment",
        (
            r"(?:yo )?no (?:te )?(?:lo )?quiero(?: (?:decir|decirlo|decirtelo|contestar|responder|contarlo"
            r"|compartirlo)(?: .*)?)"
        ),
        (
            r"(?:yo )?prefiero no(?: (?:decir|decirlo|decirtelo|contestar|responder|contarlo|compartirlo)(?:"
            r" .*)?)?|sin comentarios"
        ),
    ),
    "unclear": (
        (
            r"(?:i )?(?:not|no) understand(?: .*)?|what you (?:mean|want|ask)(?: .*)?|what (?:it |is |this |that"
            r" )*means?|how (?:do i |to )(?:write|answer|say)(?: .*)?"
        ),
        (
            r"what|huh|wha+t|pardon|come again|what (?:do|did) (?:you|u) mean(?: .*)?|what (?:does|do) (?:that"
            r"|this|it|these|they) mean(?: .*)?"
        ),
        (
            r"(?:i )?(?:really )?(?:dont|do not|cant|cannot|didnt|did not) (?:really )?(?:understand|get)(?:"
            r" (?:it|this|that|you|the question|what you (?:mean|want|ask)))*"
        ),
        (
            r"what should i (?:write|say|answer|put|send|choose|do)(?: .*)?|what (?:shall|do) i (?:write|say"
            r"|answer|put|choose)(?: .*)?"
        ),
        (
            r"(?:can|could) you (?:explain|repeat)(?: .*)?|explain(?: it| this| that| please)?|(?:whats|what is"
            r"|what are) (?:this|that|a mentor|an? mentee|a program|mentors|mentoring)"
        ),
        r"(?:this|it) is (?:confusing|unclear)|(?:im |i am )?confused|for example|an? example",
        r"que|eh|mande|que (?:significa|quiere decir|quieres decir)(?: .*)?",
        (
            r"(?:yo )?no (?:te |lo |la |le )?(?:entiendo|comprendo|entendi|comprendi)(?: (?:nada|esto|eso|la"
            r" pregunta|bien))*"
        ),
        (
            r"que (?:pongo|escribo|digo|contesto|respondo|elijo|hago)(?: .*)?|que es (?:eso|esto|un mentor|una"
            r" mentora|un programa)"
        ),
        r"(?:me lo|lo) (?:explicas|puedes explicar)(?: .*)?|(?:por |un )ejemplo",
        r"je ne comprends pas|nao entendi|nao entendo|ich verstehe nicht|не понимаю|не розумію|لا افهم",
    ),
    "cost": (
        (
            r"(?:it|this) (?:is )?free|how much (?:is |it )?costs?|how much money(?: .*)?|(?:must|need) (?:i"
            r" )?(?:to )?pay(?: .*)?"
        ),
        (
            r"(?:is|are) (?:it|this|that|the program|mentoring|everything) (?:really |completely )?(?:for"
            r" )?free(?: of charge)?"
        ),
        (
            r"how much (?:does (?:it|this) cost|is (?:it|this)|do i (?:have to )?pay|will it cost)(?: .*)?|what"
            r" does (?:it|this) cost(?: .*)?"
        ),
        (
            r"(?:do|does|will|must) (?:i|this|it|we) (?:have to |need to )?(?:pay|cost)(?: anything| something|"
            r" money| for (?:it|this))*"
        ),
        (
            r"(?:y )?(?:esto )?es (?:gratis|gratuito|de pago)|gratis|(?:y )?cuanto (?:cuesta|vale)(?: esto| eso|"
            r" el programa)?"
        ),
        (
            r"(?:hay|tengo) que pagar(?: .*)?|cuanto (?:hay|tengo) que pagar(?: .*)?|(?:esto )?cuesta (?:algo"
            r"|dinero)"
        ),
    ),
    "long": (
        (
            r"how (?:long|much time|many time) (?:it|this|that|you)(?: .*)?|how (?:long|much time)|how many"
            r" questions(?: .*)?"
        ),
        (
            r"how (?:long|much time) (?:does|will|do|is) (?:it|this|that)(?: .*)?|how much longer|how many"
            r" (?:more )?questions(?: .*)?"
        ),
        (
            r"(?:y )?cuanto (?:tarda|dura|tiempo|falta|queda)(?: .*)?|(?:y )?cuantas preguntas(?: .*)?|(?:falta"
            r"|queda) mucho"
        ),
    ),
    "tongue": (
        (
            r"(?:do|can) (?:you|u) (?:speak|understand|write|talk) (?:in )?\w+|(?:hablas|entiendes|sabes) (?:en"
            r" )?(?:arabe|ingles|frances|ucraniano|ruso|persa|aleman|portugues|chino|\w+es)"
        ),
        (
            r"(?:parlez vous|tu parles|sprichst du|sprechen sie|voce fala|parli) \w+|(?:what|which|how many)"
            r" languages do you speak|que idiomas hablas"
        ),
    ),
    "then": (
        r"(?:y )?cuando (?:voy a tener|me (?:van a )?(?:dan|presentan|asignan|toca)).*",
        (
            r"what (?:happens )?(?:now|next|then|after(?: this| that)?)|(?:and )?(?:now what|then what|then)|what"
            r" is next|whats next"
        ),
        (
            r"(?:when|how|how soon) (?:do|will|can) (?:i|we|you) (?:get|have|meet|find|see) (?:a |an |my |me a "
            r"|the )?(?:mentor|mentee|match|someone|person)(?: .*)?"
        ),
        (
            r"(?:y )?(?:ahora que|que sigue|que pasa (?:ahora|despues|luego)|y (?:luego|despues|ahora))|(?:y"
            r" )?cuando (?:tendre|tengo|conozco|encuentran|me toca) .*"
        ),
    ),
    "change": (
        (
            r"(?:i (?:want|need|would like|have) to |can i |how (?:do|can) i )?(?:change|correct|fix|edit) (?:my "
            r"|the |an? |this |that )?(?:first |last )?(?:name|town|city|place|answers?|birthday|age|role|what i"
            r" (?:said|wrote))(?: .*)?"
        ),
        (
            r"my (?:name|town|city|answer|job|age|birthday|last answer) (?:is|was) (?:wrong|not right|false)(?:"
            r" .*)?|(?:i made|there is|sorry) (?:a |my )?mistake(?: .*)?"
        ),
        (
            r"that (?:is|was) (?:wrong|not right|a mistake)|wrong (?:name|town|answer|city|button)|i (?:pressed"
            r"|wrote|chose|clicked) (?:the )?wrong(?: .*)?"
        ),
        (
            r"(?:quiero|puedo|como puedo|necesito) (?:cambiar|corregir) (?:mi |la |lo |una |mis )(?:nombre|ciudad"
            r"|respuestas?|edad|que .*|pueblo)(?: .*)?|me equivoque(?: .*)?|mi (?:nombre|ciudad|respuesta) esta"
            r" mal(?: .*)?"
        ),
    ),
    "later": (
        (
            r"(?:maybe |do it |ill do (?:it|this) |i will do (?:it|this) |can (?:we|i) do (?:it|this) )?(?:later"
            r"|another time|some other time)(?: today)?"
        ),
        (
            r"not now|bye|bye bye|goodbye|good ?night|see you(?: later| soon| tomorrow)?|talk later|i have to go"
            r"|gotta go|i need to go"
        ),
        (
            r"(?:im|i am) (?:very |too |really )?(?:busy|tired)(?: now| today| right now)?|(?:i have )?no time(?:"
            r" now| today| for this)*"
        ),
        r"(?:quizas |tal vez |mejor )?(?:luego|mas tarde|despues|otro dia|en otro momento)|ahora no(?: puedo)?",
        (
            r"(?:estoy|ando) (?:muy )?(?:ocupad[oa]|cansad[oa])(?: ahora| hoy)?|(?:ahora )?no tengo tiempo(?:"
            r" ahora| hoy)?|me tengo que ir|tengo que irme"
        ),
        r"adios|chao|chau|hasta (?:luego|pronto|manana|la vista)|nos vemos(?: luego| pronto)?",
    ),
    "light": (r"(?:ha){2,}h?|(?:ja){2,}j?|(?:je){2,}j?|(?:he){2,}|(?:ji){2,}|lol|lmao|rofl|xd+|jsjs\w*",),
    "swearing": (
        (
            r"(?:this is |thats |that is |its |you are |youre |u r |what an? )*(?:so |very |really |too |a"
            r" )*(?:stupid|annoying|useless|dumb|ridiculous|nonsense|waste of time|idiots?)(?: bot| robot|"
            r" questions?| program| thing| you| this)*"
        ),
        (
            r"(?:esto |eso |eres |que |es |un |una |muy |tan |tu )*(?:estupid[oa]|tont[oa]|inutil|ridicul[oa]"
            r"|tonteria|estupidez|perdida de tiempo|pesad[oa]|idiota)(?: bot| robot| pregunta)*"
        ),
        r"i hate (?:this|you)|shut up|go away|callate|te odio|odio esto|vete",
    ),
}
