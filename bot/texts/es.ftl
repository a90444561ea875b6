# Español. Un mensaje por cada texto que leen las personas; lo que falta aquí se dice en inglés.

# --- el hilo de la conversación ---
asking-progress = { $at } de { $all }
asking-progress-skip = { $at } de { $all } · puedes saltar esta pregunta
asking-back = ‹ Atrás
asking-skip = Saltar
asking-skipped = (sin responder)
asking-answered = ✓ { $answer }
asking-noted = Gracias, anotado.
asking-first = No hay ninguna pregunta anterior a la que volver.
asking-no-skip = Esta la necesito para encontrar a alguien que encaje. Basta con una respuesta corta.
asking-pick-people = Elegir personas
asking-share-location = 📍 Compartir mi ubicación
asking-pick-date = Elegir una fecha
asking-review = Esto es lo que he anotado. ¿Está bien así?
asking-review-good = Sí, todo bien
asking-review-change = Cambiar: { $what }
asking-review-hint = Si todo está bien, escribe «sí». Si no, escribe qué cambiar, por ejemplo «nombre».
asking-closed = Ese botón es de antes, así que no he cambiado nada.
asking-closed-answer = Esa ya la respondiste: { $answer }. No he cambiado nada. Puedes cambiarla al final, o escribir «atrás» para volver.
asking-closed-settled = Esa ya la respondiste: { $answer }. No he cambiado nada.
asking-stuck = Si no sabes cómo seguir, escribe «ayuda». Para dejarlo por ahora, basta con volver más tarde.
asking-unreadable = Aquí solo puedo leer palabras, no imágenes, audios ni archivos. ¿Me lo escribes?
asking-from-the-start = De acuerdo, desde el principio.
asking-welcome-back = ¡Qué bueno verte de nuevo! Seguimos donde lo dejamos.

# --- consentimiento y edad ---
screening-refused =
    Gracias por decírmelo. Lo siento, en este momento no puedo ofrecerte un lugar en este programa. No tiene nada que ver contigo como persona, y he borrado lo que me contaste.

    No tienes que arreglártelas por tu cuenta: alguien del profesorado, de la biblioteca o de tu confianza puede ayudarte a encontrar personas cerca de ti. Y en findahelpline.com hay líneas gratuitas y confidenciales para hablar, en todos los países.

    Te deseo todo lo mejor.
screening-declined = Está bien. No he guardado nada de lo que me contaste. Si cambias de opinión, solo tienes que volver a escribirme.

# --- dónde estás, ayuda, privacidad, parar ---
standing-next-mentee =
    ¡Gracias, { $name }! Estás en la lista para { $program }.

    Lo que pasa ahora: buscamos una persona mentora que encaje contigo. Puede tardar unos días, a veces algunas semanas, porque preferimos encontrar a alguien adecuado antes que hacerlo rápido. Te escribiré aquí en cuanto haya alguien. Hasta entonces no tienes que hacer nada.
standing-next-mentor =
    ¡Gracias, { $name }! Estás en la lista de mentoras y mentores de { $program }.

    Lo que sigue: te preparas aquí, en este chat y a tu ritmo. Después busco a alguien a quien puedas acompañar. Puede tardar unas semanas. Te escribo por aquí.
standing-next-both =
    ¡Gracias, { $name }! Estás en las dos listas de { $program }: para encontrar a alguien que te acompañe y para acompañar.

    Lo que sigue: busco a alguien que te acompañe. Mientras tanto puedes prepararte para acompañar, aquí en este chat y a tu ritmo. Las dos cosas pueden tardar unas semanas. Te escribo por aquí.
standing-asked = Ahora no hay nada que hacer, { $name }. Le he preguntado a { $mentor }, que tiene unos días para responder. Te escribiré aquí en cualquier caso.
standing-waiting = Ahora no hay nada que hacer, { $name }. Estás en la lista para { $program }, y te escribiré aquí cuando haya novedades.
standing-open = Estás en medio de unas pocas preguntas. Abre nuestros mensajes para seguir donde lo dejaste.
standing-new = Ayudo a encontrar mentora o mentor, o a serlo. Escribe «hola» en nuestros mensajes para empezar. Son unos cinco minutos.
standing-stopped = Me pediste que parara, así que no te escribo. Para seguir, escribe /start.
standing-help =
    Hago unas pocas preguntas cortas y luego busco a alguien que encaje contigo. Puedes pulsar un botón o escribir tu respuesta.

    En cualquier momento puedes escribir:
    • atrás – a la pregunta anterior
    • saltar – dejar una pregunta sin responder, donde se pueda
    • empezar de nuevo – desde el principio
    • /privacy – qué guardo y quién lo ve
    • /stop – dejo de escribirte
    • /delete – olvido todo sobre ti
standing-help-waiting = Estás en la lista, y te escribo aquí cuando haya novedades. Si algo ha cambiado en tu vida, escribe «cambiar mis respuestas».
standing-help-step = • «hecho», «más tarde» o «dime más» – sobre el paso de esta semana, «pausar los pasos» – en semanas de exámenes y cosas así
standing-help-open = A la pregunta que está abierta también puedes responder «atrás», o «saltar» donde se pueda.
standing-help-always =
    En cualquier momento:
    • /language – hablar en otro idioma
    • /privacy – qué guardo y quién lo ve
    • /stop – dejo de escribirte
    • /delete – olvido todo sobre ti
standing-privacy =
    Qué guardo: las respuestas que me das, cifradas, y que pasaste la pregunta de la edad (no tu fecha de nacimiento).
    Quién lo ve: la coordinación de tu programa. La persona a quien te propongo ve el nombre que me diste, lo que tienen en común y, si eres mentora o mentor, tu trabajo y lo que escribiste sobre ti.
    Lo que escribes a tu mentora, mentor o a la persona que acompañas: lo paso y lo guardo una semana, cifrado. El programa lo lee solo si alguien de ustedes avisa de un problema, y entonces solo los mensajes a su alrededor.
    Quién no: nadie más. No se vende nada y no hay publicidad.
    Cuánto tiempo: hasta que lo borres. Lo que no termines de responder se borra a los 30 días.

    Para borrarlo todo, escribe /delete.
standing-stop = De acuerdo, paro aquí y no te escribo más. Lo que me contaste sigue guardado para que puedas continuar más tarde: solo escribe /start. Si prefieres que lo olvide todo, pulsa el botón o escribe /delete.
forgetting-sure = ¿Olvido todo lo que me contaste? No se puede recuperar, y dejarías el programa.
forgetting-sure-yes = Sí, olvida todo
forgetting-sure-no = No, guárdalo
standing-forgotten = Hecho. He borrado todo lo que me contaste. Te deseo todo lo mejor y, si algún día quieres volver a empezar, solo escríbeme.
standing-nothing-kept = No hay nada que borrar: no guardo nada sobre ti.
standing-reminder = ¡Hola de nuevo! Te quedaste en medio de unas pocas preguntas. No hay prisa, tus respuestas están a salvo. ¿Seguimos?
standing-last-reminder = ¡Hola! Tus respuestas de la última vez siguen aquí. Si quieres continuar, solo responde abajo. Si no, también está bien: las borraré en tres semanas y no volveré a escribirte.
standing-forget = Borrar todo
standing-forget-yes = Sí, olvida todo
standing-forget-no = No, guárdalo
standing-kept = Bien, lo dejo todo como está.
standing-change = Cambiar mis respuestas
standing-go-on = Seguir
standing-begin = Empezar
standing-sorry = Algo ha fallado por mi parte y tu último mensaje no se guardó. Ya he avisado a quienes me mantienen. Inténtalo una vez más, por favor.
standing-language = De acuerdo, seguimos en español.

# --- las preguntas ---
onboarding-hello = ¡Hola! Soy Alongside. Ayudo a encontrar mentora o mentor, o a serlo. 🌱
onboarding-consent =
    Primero, qué pasa con lo que me cuentas:
    • Guardo tus respuestas, cifradas, para encontrar a alguien que encaje contigo.
    • La coordinación del programa puede verlas. La persona a quien te propongo ve el nombre que me diste, lo que tienen en común y, si eres mentora o mentor, tu trabajo y lo que escribiste sobre ti.
    • Si escribes algo que suena a emergencia, te muestro dónde hay ayuda y aviso a la coordinación.
    • Puedes irte y borrarlo todo en cualquier momento: escribe /stop o /delete.

    ¿Te parece bien?
onboarding-consent-yes = Sí, empecemos
onboarding-consent-no = No, gracias
onboarding-born = ¿Cuándo naciste? Basta con el mes y el año, por ejemplo 5/1998.
onboarding-role = ¿Qué te trae por aquí?
onboarding-role-mentee = Busco mentora o mentor
onboarding-role-mentor = Quiero ser mentora o mentor
onboarding-role-both = Las dos cosas
onboarding-program =
    ¿Qué programa es para ti?

    { $programs }
onboarding-name = ¿Cómo te llamo? Basta con tu primer nombre o un apodo.
onboarding-name-label = Nombre
onboarding-goal = ¿Qué te gustaría conseguir, { $name }? Elige hasta tres, o escríbelo con tus palabras.
onboarding-goal-label = Tus metas
onboarding-offer = ¿En qué podrías ayudar a alguien? Elige lo que encaje, o escríbelo con tus palabras.
onboarding-offer-label = Puedes ayudar en
onboarding-profession = ¿En qué trabajas o qué oficio aprendiste? Bastan unas palabras.
onboarding-profession-label = Trabajo
onboarding-place = ¿En qué ciudad o pueblo vives?
onboarding-place-label = Lugar
onboarding-languages = ¿En qué idiomas te gustaría conversar?
onboarding-languages-label = Idiomas
onboarding-education = ¿Qué estudios tienes hasta ahora?
onboarding-education-label = Estudios
onboarding-education-school = Escuela
onboarding-education-vocational = Formación profesional
onboarding-education-bachelor = Carrera universitaria, o en camino
onboarding-education-master = Maestría, máster o más
onboarding-education-other = Otra cosa
onboarding-school = ¿Dónde estudiaste, o dónde estudias ahora?
onboarding-school-label = Centro de estudios
onboarding-interests = ¿Qué te gusta hacer en tu tiempo libre?
onboarding-interests-label = Intereses
onboarding-times = ¿Cuándo sueles tener tiempo para hablar?
onboarding-times-label = Buenos momentos
onboarding-known = ¿Hay alguien aquí que ya conozcas? Me ayuda a ver qué compartes con otras personas, y no te pondré con alguien muy cercano.
onboarding-known-label = Personas que conoces
onboarding-seats = ¿A cuántas personas podrías acompañar a la vez?
onboarding-seats-label = Lugares

# --- el menú de órdenes ---
menu-start = Empezar, o seguir donde lo dejamos
menu-help = Qué puedo hacer y qué puedes escribir
menu-privacy = Qué guardo y quién lo ve
menu-language = Hablar en otro idioma
menu-stop = Dejo de escribirte
menu-delete = Borrar todo lo que me contaste

# --- las formas de responder ---
shape-birth-day = ¿Y qué día del mes?
shape-birth-day-hint = Envíame el día del mes con un número, por ejemplo 14.
shape-birth-full-year = Escribe el año con cuatro cifras, por ejemplo 5/1998.
shape-birth-hint = Envíame el mes y el año en que naciste, por ejemplo 5/1998.
shape-birth-noted = Anotado
shape-birth-order = No sé con certeza qué número es el mes. Escríbelo con letras, por ejemplo mayo de 1998.
shape-choice-hint =
    Elige una de estas opciones. Puedes pulsarla o escribir su número:
    { $options }
shape-date-hint = Envíame una fecha con día, mes y año, por ejemplo { $example }.
shape-date-which = ¿A qué día te refieres?
shape-language-hint = Envíame un idioma, por ejemplo { $example }.
shape-languages-hint = Pulsa los idiomas que hablas y luego Listo. También puedes escribirlos, por ejemplo { $example }.
shape-languages-one = Elige al menos un idioma y luego Listo.
shape-name-hint = Envíame el nombre con el que quieres que te llame.
shape-name-shorter = Envíame un nombre más corto, de hasta { $most } letras.
shape-number-hint = Envíame un número del { $low } al { $high }.
shape-people-hint = Envíame sus nombres separados por comas, o elige Nadie.
shape-people-who = ¿Quién es? Escribe los nombres separados por comas, o elige Nadie.
shape-people-most = Envíame como mucho { $most } personas.
shape-people-nobody = Nadie
shape-people-someone = alguien que elegiste
shape-place-noted = { $place }. Anotado.
shape-place-nowhere = No conozco ninguna ciudad cerca de ahí. Escribe el nombre de la más cercana.
shape-place-unknown = No conozco ese lugar. Prueba con la ciudad grande más cercana, por ejemplo Lyon, Francia.
shape-place-which = Hay varios lugares con ese nombre. ¿Cuál es el tuyo?
shape-several-at-least = Elige al menos { $least }. Pulsa lo que encaje y luego Listo.
shape-several-at-most = Puedes elegir hasta { $most }. Pulsa otra vez una opción elegida para quitarla.
shape-several-done = Listo
shape-several-hint =
    Pulsa lo que encaje y luego Listo. También puedes escribir los números, por ejemplo 1, 3:
    { $options }
shape-several-shorter = Escribe cada cosa en pocas palabras, hasta { $most } letras.
shape-text-hint = Escríbelo con tus propias palabras.
shape-text-shorter = Hazlo un poco más corto, por favor: hasta { $most } letras. El tuyo tiene { $count }.
shape-times-afternoons = Tardes entre semana
shape-times-evenings = Noches entre semana
shape-times-mornings = Mañanas entre semana
shape-times-weekends = Fines de semana
shape-zone-hint = Envíame la ciudad en la que vives, o qué hora es ahí ahora, por ejemplo 15:30.
shape-zone-which = ¿Cuál de estas tiene la misma hora que tú?

## The printed program

print-asked = Preguntamos
print-best = la mejor respuesta
print-contents = Contenido
print-date = Cada año, el { $date } (mes-día)
print-dates = En una fecha
print-electives = Si quieres
print-elsewhere = Todos los demás países
print-for = para: { $tracks }
print-guidelines = Para mentoras y mentores: qué se hace y qué no
print-help = Si necesitas ayuda ahora mismo
print-mentee = Para quien recibe mentoría
print-mentor = Para quien acompaña
print-minutes = unos { $count } minutos
print-question = Una pregunta para ustedes dos
print-resources = Para leer más
print-send = Listo para enviar
print-sheets = Hojas
print-skip = Ir al programa
print-starters = Para empezar a conversar
print-task = La tarea de la semana
print-training = Para mentoras y mentores: la formación
print-week = Semana { $week }
print-weeks = Semana a semana

# --- onboarding: what mentors tell, and what makes someone feel at ease
training-about = ¿Qué te gustaría que la otra persona supiera de ti? Dos o tres frases, sin apellido ni datos de contacto.
onboarding-wish = ¿Te sentirías más a gusto con una mujer o con un hombre como mentor? Solo lo uso para encontrar a alguien; quien te acompañe no lo ve.
onboarding-wish-label = Tu mentora o mentor
onboarding-wish-any = Me da igual
onboarding-wish-woman = Una mujer
onboarding-wish-man = Un hombre
training-gender = Hay quien se siente más a gusto con una mujer o con un hombre. ¿Cómo te describirías? El equipo del programa puede verlo; la persona a la que acompañes, no.
training-gender-woman = Una mujer
training-gender-man = Un hombre
training-gender-other = De otra manera

# --- pairing: suggestions
pairing-common =
    Tienen en común:
    { $points }
pairing-nothing-common = Sobre el papel tienen poco en común, y eso puede ser un buen comienzo: cada quien sabe cosas que la otra persona no sabe.
suggestions-pick =
    { $suggestions }

    ¿A quién le pregunto? Solo verá el nombre que me diste y lo que tienen en común.
suggestions-one = Buenas noticias, { $name }: encontré a alguien que podría acompañarte bien.
suggestions-more = Buenas noticias, { $name }: encontré a { $count } personas que podrían acompañarte bien.
suggestions-next = Hay otra persona que podría acompañarte bien.
suggestions-who =
    { $mentor }
    Trabajo: { $work }
suggestions-own-words = En sus palabras: «{ $words }»
suggestions-ask = Preguntar a { $mentor }
suggestions-others = Otra persona, por favor
suggestions-asked = ¡Buena elección! Le he preguntado a { $mentor }. Puede responder hasta el { $day }, y te escribo en cualquier caso.
suggestions-gone = Lo siento, { $mentor } ya no está disponible. No tiene nada que ver contigo.
suggestions-look-again = De acuerdo. Vuelvo a buscar y te escribo cuando encuentre a alguien. Conservas tu lugar en la lista.
suggestions-reminder = Un pequeño recordatorio: hay alguien a quien podrías conocer. Puedes elegir hasta el { $day }.
suggestions-over = No he sabido de ti, así que por ahora dejo ir estas sugerencias. No pasa nada. Cuando quieras que vuelva a buscar, pulsa el botón o escribe «Volver a buscar».
suggestions-looking = Bien, vuelvo a buscar. Te escribo cuando encuentre a alguien.
suggestions-declined = { $mentor } no puede en este momento. Eso pasa, y no dice nada de ti.
suggestions-not-possible = La persona a la que pregunté al final no puede. Eso pasa, y no dice nada de ti.
suggestions-first-in-line = Estás entre las primeras personas de la próxima ronda. Sigo buscando.
standing-look-again = Volver a buscar

# --- pairing: invitation
invitation-answer =
    { $mentee }

    ¿Te gustaría acompañar a esta persona?
invitation-answer-accept = Sí, con gusto
invitation-answer-ask = Antes tengo una pregunta
invitation-answer-decline = Ahora no
invitation-question = ¿Qué te gustaría preguntarle a { $mentee }? Le paso tus palabras y el nombre que me diste, nada más.
invitation-until = No pasa nada. ¿Cuándo puedo volver a preguntarte?
invitation-until-later = Cuando haya alguien
invitation-until-month = En un mes
invitation-until-season = En tres meses
answer-reply =
    { $mentor } quiere saber algo antes de responderte:
    «{ $question }»

    ¿Qué le digo? Le paso tus palabras, nada más.
answer-sent = Gracias, se lo he pasado a { $mentor }.
invitation-would-like = A { $mentee } le gustaría que le acompañaras.
invitation-goal = En sus palabras: «{ $words }»
invitation-replied =
    Preguntaste: «{ $question }»
    { $mentee } responde: «{ $reply }»
invitation-no-reply =
    Preguntaste: «{ $question }»
    { $mentee } todavía no ha respondido.
invitation-question-sent = Le he pasado tu pregunta. Vuelvo a escribirte con la respuesta.
invitation-declined = Gracias por decírmelo, eso ayuda. Diré con amabilidad que ahora no es posible, nada más. Puedes cambiar cuando quieras cuántas personas acompañas, o tus respuestas.
invitation-away = No te volveré a preguntar antes del { $day }.
invitation-no-seat = ¡Gracias! Pero según el número de lugares que me diste, ahora no te queda ninguno libre, así que no les he puesto en contacto. Para hacer lugar, pulsa «Cambiar mis respuestas», y volveré con sugerencias.
invitation-too-late = ¡Gracias! Mientras tanto esto se ha resuelto de otra manera, así que no tienes que hacer nada.
invitation-reminder = Un pequeño recordatorio: { $mentee } espera tu respuesta. Tienes tiempo hasta el { $day }.
invitation-over = No he sabido de ti, así que busco a otra persona para { $mentee }. No pasa nada. Te preguntaré de nuevo cuando haya alguien más.

# --- pairing: introduction
introduction-mentor = { $name }, te presento a { $partner }, que te va a acompañar. 🌱
introduction-mentee = { $name }, te presento a { $partner }: desde hoy le acompañas. 🌱
introduction-own-words = En palabras de { $partner }: «{ $words }»
introduction-first-step = Un primer paso: { $step }
introduction-how = Para escribir a { $partner }: pulsa «Escribir a { $partner }» o responde a uno de sus mensajes aquí. Yo lo paso. Lo que escribe { $partner } empieza con 💬, todo lo demás es mío. Nadie ve el teléfono, el usuario ni el apellido de la otra persona, salvo que ustedes dos lo acuerden.
introduction-who-reads = Quién puede leerlo: ustedes dos. El programa guarda su conversación cifrada durante una semana y solo la lee si alguien avisa de un problema. Con los botones de abajo puedes hacer una pausa, terminar o avisar de algo en cualquier momento. { $partner } nunca se entera de un aviso.

# --- pairing: a time to meet
meetings-meet = Buscar un momento con { $name }
meetings-slot = { $day }, { $hour }
meetings-other = Ninguno de estos
meetings-no-slots = Según los horarios que me dieron, sus semanas no coinciden. Escribe a { $partner } y propón un momento un poco distinto. Muchas veces aparece uno.
meetings-write-instead = De acuerdo. Entonces lo más fácil es escribir a { $partner } y acordar un momento.
meetings-suggested = He propuesto { $when } a { $partner } y te cuento lo que dice.
meetings-agreed = Queda acordado: se ven el { $when } (tu hora). Aquí lo tienes para tu calendario. Cómo se ven lo deciden ustedes: una llamada, un paseo o por escrito aquí.
meetings-no-longer = Esa propuesta ya no está abierta, así que no ha cambiado nada.
meetings-declined = { $partner } no puede el { $when }. Puedes proponer otro momento, o simplemente escríbanse.
meetings-title = Encuentro con { $partner }
meeting-when = Estos momentos les vienen bien a ti y a { $partner }, según lo que me contaron. ¿Cuál propongo?
agreeing-suits = { $partner } propone que se vean el { $when } (tu hora). ¿Te viene bien?
agreeing-suits-yes = Sí, me viene bien
agreeing-suits-no = No, otro momento

# --- pairing: in touch
intouch-been = ¿Han estado en contacto { $partner } y tú? Tu respuesta solo la ve el programa.
intouch-been-met = Sí, hablamos
intouch-been-planned = Tenemos fecha
intouch-been-not_yet = Todavía no
intouch-been-not_right = No me siento bien así
in-touch-met = ¡Qué bueno! Les deseo muchas buenas conversaciones.
in-touch-planned = Bien, entonces solo les deseo una buena conversación.
in-touch-not-yet = No pasa nada, el primer mensaje es el más difícil. Basta con algo tan pequeño como: «Hola, { $partner }, ¿cómo te fue esta semana?»
in-touch-not-right = Gracias por decirlo. Pasa, y no es culpa de nadie. Lo he puesto en la lista de la coordinación para que alguien pueda ayudar; { $partner } no se entera. También puedes hacer una pausa o terminar con los botones de abajo.

# --- pairing: someone leaves
leaving-pauses = { $partner } se toma un descanso del programa. No tiene nada que ver contigo. Te aviso cuando vuelva; hasta entonces no tienes que hacer nada.
leaving-back = ¡{ $partner } ha vuelto! Pueden escribirse otra vez, como antes.
leaving-mentor-left = Lo siento: tu mentora o mentor ha dejado el programa. No tiene nada que ver contigo. Conservas tu lugar, y desde hoy busco a otra persona para ti.
leaving-mentee-left = La persona a la que acompañabas ha dejado el programa. No tiene nada que ver contigo. Gracias por el tiempo que diste. Cuando haya alguien más, te pregunto.

# --- pairing: waiting
waiting-still = Unas palabras sobre tu lugar en la lista, { $name }: todavía no he encontrado a nadie para acompañarte.
waiting-seats = Hay personas que encajarían, pero ahora mismo ninguna tiene un lugar libre.
waiting-no-mentors = El programa todavía busca mentoras y mentores.
waiting-language = Nadie con un lugar libre habla todavía uno de tus idiomas.
waiting-times = Nadie con un lugar libre tiene tiempo cuando tú lo tienes.
waiting-wish = Todavía no hay un lugar libre como tú lo deseas.
waiting-otherwise = Quienes tienen un lugar libre ahora mismo no encajarían bien contigo.
waiting-could-widen = Si quieres, puedes hacer más fácil la búsqueda: { $wish }. Depende solo de ti, y conservas tu lugar en cualquier caso.
waiting-widen-times = deja que busque también a personas cuyos horarios no coincidan del todo con los tuyos
waiting-widen-wish = deja que pregunte también más allá de tu deseo de una mujer o un hombre
waiting-widened = Gracias, desde ahora busco de forma más amplia. Puedes cambiarlo cuando quieras.
waiting-narrowed = De acuerdo, vuelvo a buscar solo lo que deseabas.
standing-widen = Ampliar mis deseos
standing-narrow = Mantener mis deseos

# --- lo que tienen en común ---
ground-known-people = Ambas personas conocen a { $names }.
ground-same-city = Viven en la misma ciudad: { $city }.
ground-near = Viven cerca: { $one } y { $other }.
ground-same-region = Viven en la misma región: { $region }.
ground-same-country = Viven en el mismo país: { $country }.
ground-same-origin = Vienen del mismo país: { $country }.
ground-same-school = Estudiaron en el mismo lugar: { $school }.
ground-same-field = Estudiaron en la misma área: { $field }.
ground-level-vocational = Eligieron la formación profesional.
ground-level-bachelor = Hicieron o hacen estudios universitarios.
ground-level-master = Hicieron o hacen una maestría, un máster o más.
ground-aimed-job = Tu mentor o mentora hace el trabajo al que quieres llegar: { $job }.
ground-aimed-job-mentor = Quiere llegar al trabajo que tú haces: { $job }.
ground-aimed-near-job = Quieres llegar a este trabajo: { $one }. El de tu mentor o mentora se parece: { $other }.
ground-aimed-near-job-mentor = Quiere llegar a este trabajo: { $one }. El tuyo se parece: { $other }.
ground-aimed-field = Tu mentor o mentora trabaja en el área a la que quieres llegar: { $field }.
ground-aimed-field-mentor = Quiere llegar al área en la que tú trabajas: { $field }.
ground-same-job = Tienen el mismo trabajo: { $job }.
ground-near-job = Sus trabajos se parecen: { $one } y { $other }.
ground-same-work-field = Trabajan en la misma área: { $field }.
ground-goals = Tu mentor o mentora puede ayudarte con lo que quieres: { $goals }.
ground-goals-mentor = Puedes ayudar con lo que quiere: { $goals }.
ground-near-goal = Quieres esto: { $one }. Tu mentor o mentora puede ayudar con algo parecido: { $other }.
ground-near-goal-mentor = Quiere esto: { $one }. Tú puedes ayudar con algo parecido: { $other }.
ground-interests = Les gusta lo mismo: { $interests }.
ground-near-interest = A ti te gusta: { $one }. A tu mentor o mentora le gusta algo parecido: { $other }.
ground-near-interest-mentor = A ti te gusta: { $other }. A esta persona le gusta algo parecido: { $one }.
ground-languages = Comparten idioma: { $languages }.
ground-nothing = No encontré nada que pueda nombrar y que tengan en común. También puede ser un buen comienzo: pregúntense cómo es para cada quien un buen día.

# --- talking: what one can do about a match
talking-write = Escribir a { $name }
talking-share = Compartir contacto
talking-unshare = Retirar mi contacto
talking-group = Hablar en un grupo aquí
talking-pause = Hacer una pausa
talking-resume = Terminar la pausa
talking-report = Avisar de un problema
talking-block = Bloquear
talking-end = Terminar el acompañamiento
menu-write = Escribir a quien te acompaña o a quien acompañas
menu-pause = Hacer una pausa
menu-training = Para mentoras y mentores: la formación, desde donde estés
menu-report = Avisar al programa de un problema
menu-end = Terminar el acompañamiento
standing-with-mentor = { $partner } te acompaña en { $program }.
standing-with-mentee = Acompañas a { $partner } en { $program }.
standing-i-paused = Estás haciendo una pausa con { $partner } ({ $program }).
standing-partner-paused = { $partner } ({ $program }) está haciendo una pausa.
standing-help-together =
    Aquí pueden escribirse { $partners } y tú:
    • responde a uno de sus mensajes, o /write – yo paso tus palabras
    • «semana 3», «recursos» o «busca trabajo» – lo que tiene el programa
    • /pause – hacer una pausa, /end – terminar
    • /report – avisar al programa de un problema; la otra persona no se entera

# --- talking: what the partner sees
threads-root = 🧵 Tu conversación con { $partner }. Responde aquí, en este hilo, y yo lo paso.
copies-one = { $name }: { $text }
copies-label = { $name }:
copies-part = { $name } ({ $at }/{ $all }):
copies-bare = { $name }
copies-place = { $name } te muestra un lugar:
copies-taken-back = { $name } ha retirado este mensaje.

# --- talking: what is passed on, and what is not
pace-slower = Fue mucho en poco tiempo, así que desde aquí no he pasado nada más. Espera un minuto y envía otra vez lo que falta.
pace-tomorrow = Fue mucho para un solo día, así que desde aquí no he pasado nada más. Envía mañana lo que falta, por favor.
relay-ended = Tu acompañamiento con { $partner } ha terminado, así que no he pasado esto.
relay-i-paused = Estás haciendo una pausa con { $partner }, así que no he pasado esto. Para volver a escribir, termina la pausa.
relay-partner-paused = { $partner } está haciendo una pausa, así que no he pasado esto. Te aviso cuando vuelva.
relay-not-now = No puedo pasar esto, porque ahora mismo no participas en el programa.
relay-unreachable = Ahora mismo no puedo llegar a { $partner }, así que esto no ha salido. No tiene nada que ver contigo. Tus palabras siguen arriba; inténtalo otro día, por favor.
relay-nothing = En ese mensaje no había nada que pudiera pasar.
relay-to = → { $partner }
relay-too-old = Ese mensaje tiene más de dos días, así que tu cambio se queda contigo: { $partner } lo ve como estaba.
relay-not-passed = Algo que escribiste a { $partner } no llegó, aunque lo intenté. Envíalo otra vez, por favor.
relay-gone = Ahora mismo no puedo llegar a { $partner }, así que lo último que escribiste no llegó. No tiene nada que ver contigo. Inténtalo otro día, por favor.
relay-file-not-passed = No pude pasar a { $partner } el último archivo que enviaste: es demasiado grande o de un tipo que no puedo revisar y limpiar. Funcionan fotos, mensajes de voz, PDF y videos cortos.
relay-change-not-passed = No pude llevar tu último cambio: { $partner } sigue viendo ese mensaje como estaba.
hearing-cannot = Eso no lo puedo pasar. Funcionan palabras, fotos, mensajes de voz, videos, documentos y lugares.
hearing-contact = No paso contactos sin más: lo decide cada quien. Si quieres, empieza aquí:

# --- talking: writing, and for whom
talk-message = { $how }
talk-message-done = Listo
writing-how = Escribe tu mensaje para { $partner }, yo lo paso. Lo que escribas ahora va directamente a { $partner }, hasta que pulses Listo o pase media hora.
writing-how-one = Escribe tu mensaje para { $partner }, yo lo paso.
writing-passed = Se lo he pasado a { $partner }. Lo que escribas ahora también va directamente a { $partner }, hasta que pulses Listo o pase media hora.
writing-away = Ahora mismo no puedo llegar a { $partner }. No tiene nada que ver contigo. Inténtalo otro día, por favor.
writing-finished = Bien. Lo que escribas ahora vuelve a ser para mí.
passing-to = { $question }
whom-send = ¿Se lo paso a { $partner }?
whom-send-all = ¿Le paso estos { $count } mensajes a { $partner }?
whom-whom = ¿Para quién es esto?
whom-whom-all = ¿Para quién son estos { $count } mensajes?
whom-place = ¿Le muestro a { $partner } este lugar en el mapa?
whom-place-whom = ¿A quién le muestro este lugar en el mapa?
whom-word = «{ $word }» es también algo que puedes decirme a mí. ¿Es para { $partner } o para mí?
whom-yes = Enviar a { $partner }
whom-no = No
whom-nobody = Para nadie
whom-for-me = Era para ti
whom-kept-back = De acuerdo, no lo he pasado.
aboutwhom-whom = ¿De quién se trata?
about-whom-nobody = De nadie, déjalo
about-whom-left = De acuerdo, todo queda como está.
about-whom-not-now = Ahora mismo no hay nadie con quien se pueda.

# --- talking: contacts and groups
sharing-contact = { $how }
sharing-offer = ¿Qué te gustaría compartir con { $partner }? Por ejemplo un número de teléfono, o tu nombre en otra aplicación. { $partner } solo lo ve cuando también haya compartido algo. Hasta entonces puedes retirarlo. Para no compartir nada, pulsa Saltar.
sharing-asked = A { $partner } le gustaría intercambiar contactos contigo. No tienes que hacerlo, y no hay prisa. Si quieres, escribe lo que { $partner } puede tener, por ejemplo un número de teléfono, y cada quien ve el de la otra persona. Si no, pulsa Saltar.
sharing-nothing = De acuerdo, no se comparte nada. Puedes hacerlo en cualquier otro momento.
sharing-given = Lo guardo sellado y le pregunto a { $partner } si también quiere compartir algo. Solo entonces lo ven ambas partes.
sharing-already = Tu contacto espera a que { $partner } también comparta algo.
sharing-exchanged = Ambas partes están de acuerdo, así que aquí está. El contacto de { $partner }: «{ $contact }»
sharing-was-exchanged = Ya intercambiaron contactos; míralo arriba en nuestros mensajes.
sharing-taken-back = He olvidado tu contacto. { $partner } nunca lo vio.
sharing-not-open = Eso no es posible ahora, así que no se comparte nada.
gathering-agree = { $how }
gathering-agree-yes = Sí, con gusto
gathering-agree-no = No, gracias
gathering-offer = En un grupo aquí en Slack { $partner } y tú se escriben directamente. Entonces cada quien ve el nombre y la foto de Slack de la otra persona, y yo no paso nada. Lo abro cuando { $partner } también esté de acuerdo. ¿Te gustaría?
gathering-asked = A { $partner } le gustaría escribirte directamente, en un grupo aquí en Slack. Entonces cada quien ve el nombre y la foto de Slack de la otra persona, y yo no paso nada. ¿Te gustaría? Si no, todo queda como está.
gathering-waits = Bien, le pregunto a { $partner } y abro el grupo cuando también esté de acuerdo.
gathering-stays = De acuerdo, todo queda como está.
gathering-not-possible = Eso no es posible ahora, así que todo queda como está.
gathering-opened = He abierto un grupo para ti y { $partner }. Lo encuentras entre tus mensajes.
gathering-here = { $mentee } y { $mentor }, aquí están: ambas personas querían escribirse directamente. Les dejo este lugar. Si me necesitan, escríbanme en privado.

# --- talking: a break, a report, an end
pausing-paused = Estás haciendo una pausa con { $partner }. Solo sabrá que haces una pausa, sin motivo. No paso nada entre ustedes hasta que la termines.
pausing-resumed = ¡Qué bueno tenerte de vuelta! Tú y { $partner } pueden escribirse otra vez.
pausing-still-away = ¡Qué bueno tenerte de vuelta! Mientras tanto { $partner } también hace una pausa. Te aviso cuando vuelva.
pausing-not-yours = Es { $partner } quien hace una pausa. Te aviso cuando vuelva.
reporting-category = Siento que algo no vaya bien. ¿De qué se trata? { $partner } no se entera.
reporting-category-unsafe = No me siento a salvo
reporting-category-money = Pide dinero o contacto
reporting-category-hurtful = Palabras que hieren
reporting-category-worried = Me preocupa esa persona
reporting-category-other = Otra cosa
reporting-which = ¿Se trata de un mensaje de { $partner }? La coordinación ve entonces ese y unos pocos a su alrededor.
reporting-words = ¿Quieres contar algo más, con tus palabras? O pulsa Saltar.
reporting-theirs = Su mensaje del { $day }, { $hour }
reporting-last = Su último mensaje
reporting-whole = Toda la conversación
reporting-none = Ningún mensaje
reporting-thanks = Gracias por contármelo. Tu aviso está ahora con la coordinación de { $program }. Lo leen, deciden qué hacer y puede que te escriban aquí. { $partner } no se entera, ni ahora ni después.
reporting-with-words = También ven el mensaje que elegiste y hasta cinco antes y después, nada más.
reporting-danger = Soy un programa y nadie lee esto a todas horas. Si alguien está en peligro, puedes dirigirte a:
reporting-between = Si prefieres no tener contacto por ahora, también puedes hacer esto:
ending-reason = ¿Quieres terminar el acompañamiento con { $partner }? Al programa le ayuda saber por qué. { $partner } no ve tu respuesta.
ending-reason-finished = Logramos lo que queríamos
ending-reason-no_time = No tengo tiempo
ending-reason-no_fit = No encajamos
ending-reason-no_contact = Perdimos el contacto
ending-reason-other = Otro motivo
ending-reason-stay = No, sigamos
ending-goodbye = ¿Quieres despedirte? Paso una o dos frases, o pulsa Saltar.
ending-already = Este acompañamiento ya había terminado.
ending-stays = Bien, todo queda como está.
ending-done = Tu acompañamiento con { $partner } ha terminado. Se lo digo sin dar un motivo. Gracias por el tiempo que compartieron.
ending-next-mentee = Conservas tu lugar en la lista, y busco a otra persona para ti.
ending-resting = Por ahora no busco a nadie más. Cuando quieras que lo haga, pulsa el botón o escribe «Volver a buscar».
ending-next-mentor = Cuando haya alguien más, te pregunto.
ending-blocked = Hecho. { $partner } ya no puede llegar a ti a través de mí, y nunca volveré a ponerles en contacto. Solo sabrá que el acompañamiento ha terminado. Si pasó algo que el programa deba saber, cuéntamelo, por favor.

# --- training: a mentor gets ready
standing-next-ready =
    ¡Gracias, { $name }! Estás en la lista de mentoras y mentores de { $program }.

    Lo que sigue: busco a alguien a quien puedas acompañar. Puede tardar unas semanas. Te escribo por aquí.
standing-unready = Estás en la lista de { $program }, { $name }.
standing-training = Empezar la formación
standing-training-on = Seguir con la formación
standing-about-me = Unas palabras sobre mí
standing-lessons = Volver a leer una lección
training-page = { $page }
training-welcome = ¡Qué bueno tenerte de vuelta! Estás aquí: { $where }.
training-chose = Tu respuesta: { $answer }
training-best = Lo que más ayuda aquí: { $answer }
training-see-you = De acuerdo, tu lugar queda guardado. Cuando quieras, pulsa el botón o escribe /training.
training-not-agreed = No pasa nada. Sin las pautas no puedo proponerte a nadie, así que tómate tu tiempo. Si hay algo en ellas que no te convence, a la coordinación del programa le gustará saberlo.
training-second-look = Has pasado por todas las lecciones, gracias por tomarte el tiempo. Algunas situaciones merecen una segunda mirada, así que aquí van otra vez.
training-done = Has terminado la formación de { $program }, { $name }. ¡Gracias! Tu certificado ya está en camino.
training-read = Gracias, { $name }, es todo lo que necesito de ti para { $program }.
training-ready = Desde ahora busco a alguien a quien puedas acompañar. Te escribo por aquí.
training-no-way-back = Hasta aquí se puede volver. Lo que leíste antes está más arriba, y más tarde puedes volver a leer las lecciones.
training-nothing = No hay ninguna formación pendiente para ti.
training-guidelines-page = Pautas para mentoras y mentores · página { $at } de { $all }
training-agree = Esas eran las pautas para mentoras y mentores. ¿Las vas a respetar mientras acompañes a alguien?
training-lesson = Lección { $at } de { $all }
training-lesson-minutes = Lección { $at } de { $all } · { $minutes } minutos
training-lesson-page = Lección { $at } de { $all } · página { $page } de { $pages }
training-question = Lección { $at } de { $all } · pregunta { $number } de { $count }
training-once-more = Otra vez: «{ $lesson }»
training-next = Esa fue la lección { $at } de { $all }, «{ $done }». Muy bien. Ahora viene «{ $next }».
training-next-minutes = Esa fue la lección { $at } de { $all }, «{ $done }». Muy bien. Ahora viene «{ $next }», unos { $minutes } minutos.
training-go-on = Seguir
training-later = Basta por hoy
training-agree-yes = Sí, las respetaré
training-agree-no = Ahora no
training-hint-page = Para seguir leyendo, pulsa el botón o escribe «siguiente». Para seguir otro día, escribe «luego». Tu lugar queda guardado en cualquier caso.
training-hint-question = ¿Cuál de las respuestas se acerca más a lo que harías? Púlsala o escribe su número.
training-hint-agree = Si vas a respetar las pautas, escribe «sí». Si ahora no, escribe «ahora no».
training-reminder = ¡Hola, { $name }! Un pequeño recordatorio: tu formación de { $program } está aquí para cuando tengas diez minutos.
training-last-reminder = ¡Hola, { $name }! Tu lugar en la formación de { $program } sigue guardado. No te lo recordaré más; cuando te venga bien, pulsa el botón o escribe /training.
lessons-which = ¿Qué te gustaría volver a leer?
lessons-page = { $page }
lessons-page-of = { $title } · página { $at } de { $all }
lessons-guidelines = Las pautas para mentoras y mentores
lessons-close = Cerrar la lista
lessons-hint = Pulsa lo que te gustaría leer o escribe su número. Para cerrar la lista, escribe «cerrar».
lessons-closed = Bien. La lista está siempre en el botón o con /training.
lessons-read = Eso fue «{ $title }».
lessons-none = Todavía no hay nada que volver a leer.
ready-guidelines = Te falta leer las pautas para mentoras y mentores.
ready-lessons = Te faltan { $count } lecciones.
ready-lesson = Te falta una lección.
ready-again = Te falta mirar { $count } preguntas otra vez.
ready-again-one = Te falta mirar una pregunta otra vez.
ready-checks = El programa todavía tiene que registrar: { $checks }. Aquí no tienes que hacer nada; alguien se pondrá en contacto contigo.
ready-failed = El programa no pudo confirmar: { $checks }. Si quieres saber más, pregunta a su coordinación.
ready-over = Esto venció el { $day }, y el programa tiene que registrarlo de nuevo: { $check }.
ready-missing =
    Antes de que pueda proponerte a alguien a quien acompañar:
    { $missing }
checks-passed = Buenas noticias de { $program }: esto ya está resuelto, gracias: { $check }.
checks-failed = El programa no pudo confirmar esto: { $check }. Puede tener muchos motivos. Si quieres saber más, pregunta a la coordinación de { $program }.
checks-all-set = Era lo último que faltaba. Desde ahora busco a alguien a quien puedas acompañar.
checks-expiring = Un aviso con tiempo: { $check }, que registró { $program }, vence el { $day }. El programa puede renovarlo; aquí no tienes que hacer nada.
checks-over = { $check }, que registró { $program }, venció el { $day }. Hasta que el programa lo renueve no te propongo a nadie nuevo. Las personas a las que ya acompañas siguen contigo.
certificate-title = Certificado
certificate-lead = Con nuestro agradecimiento, se certifica que
certificate-did = ha terminado la formación para mentoras y mentores de
certificate-lessons = { $count } lecciones
certificate-lesson = 1 lección
certificate-minutes = unos { $minutes } minutos

# --- mantener viva la pareja: silencio, encuentros, cómo va ---
alive-send-ready = Envíalo en mi nombre
alive-in-touch = Estamos en contacto
alive-ask-coordinator = Pedir ayuda a la coordinación
alive-not-right = No me siento a gusto
alive-about-whom = ¿De quién se trata?
silence-nudge =
    Hola, { $name }. Hace { $days } días que no sé nada de ti. Una línea para { $partner } basta para no perder el hilo. Si quieres, le envío esta en tu nombre:

    «{ $ready }»

    Y si hablan por otro lado, está igual de bien: dímelo con un toque.
silence-help = { $name }, sigue el silencio entre { $partner } y tú. Les pasa a muchas parejas, y casi siempre es porque hay demasiado que hacer. ¿Qué te ayudaría? Basta un toque.
silence-warning = { $name }, esta vez te escribo con algo más de formalidad, y con el mismo cariño. Hace { $days } días que no tengo señal tuya, y { $partner } está esperando. Para caminar en compañía hacen falta dos. Si no sé nada de ti hasta el { $day }, le preguntaré a { $partner } si prefiere seguir con otra persona. No sería ningún reproche. Si quieres seguir, un toque guarda tu lugar.
silence-warning-both = { $name }, esta vez te escribo con algo más de formalidad, y con el mismo cariño. Hace { $days } días que no tengo señal tuya ni de { $partner }. Si no sé nada de ustedes hasta el { $day }, cierro por ahora su acompañamiento. No sería ningún reproche, y pueden volver. Si quieres seguir, un toque guarda tu lugar.
silence-waiting = Del lado de { $partner } hay silencio, así que le he mandado un recordatorio. Puede tardar un poco. No dice nada de ti, y no tienes que hacer nada. Si sigue el silencio, pido ayuda a la coordinación del programa.
silence-back = Buenas noticias: { $partner } ha dado señales mientras tanto. Así que todo sigue como está.
silence-keep-waiting = De acuerdo, esperamos un poco más. Te vuelvo a preguntar en { $days } días si no ha pasado nada. La coordinación también lo sabe.
silence-over = Este acompañamiento ya ha terminado.
silence-ready = Hola, { $partner }. He tenido días muy llenos, pero sigo aquí. ¿Cómo estás?
stillwaiting-choice = Le he escrito a { $partner } y he avisado a la coordinación, y hace { $days } días que no hay respuesta. Lo siento, esperar es difícil. No tiene nada que ver contigo. Tú decides: ¿esperamos un poco más, o termina este acompañamiento y quedas en primer lugar para encontrar a alguien nuevo?
stillwaiting-choice-wait = Esperar un poco más
stillwaiting-choice-end = Terminar, primer lugar
replying-sent = Enviado a { $partner }, en tu nombre. ¡Gracias! Si quieres añadir algo, solo escríbelo.
replying-glad = Qué bueno saberlo, gracias. Entonces no les pregunto más.
replying-on-list = Lo he puesto en la lista de la coordinación, y lo van a mirar. { $partner } no se entera.
replying-not-right = Gracias por decirlo. Pasa, y no es culpa de nadie. La coordinación lo va a mirar; { $partner } no se entera. También puedes tomarte una pausa o terminar este acompañamiento.
tocoordinator-words = ¿Qué te gustaría decirle a la coordinación? Basta una frase, o pulsa Saltar. { $partner } no lo ve.
didyoumeet-met = ¿Se han visto o han hablado estos días { $partner } y tú? Solo el programa ve tu respuesta.
didyoumeet-met-met = Sí
didyoumeet-met-planned = Tenemos fecha
didyoumeet-met-not_yet = Todavía no
didyoumeet-when = ¿Cuándo será? Así no te pregunto hasta después. O pulsa Saltar.
met-glad = ¡Qué bien! Lo he anotado. Cada conversación cuenta, también las cortas.
met-planned = Bien, entonces que sea una buena charla. No te pregunto hasta después del { $day }.
met-some-day = Bien, entonces solo les deseo una buena charla.
met-not-yet = No pasa nada, hay semanas así. Diez minutos pueden bastar, o un mensaje de voz por el camino. ¿Te ayudo?
met-thanks = Gracias, lo he anotado.
checkin-mark = ¿Cómo va con { $partner }? 1 es difícil, 10 es genial. { $partner } nunca lo ve.
checkin-words = Gracias. ¿Quieres contarle a la coordinación qué es lo difícil? Basta una frase, o pulsa Saltar. { $partner } no lo ve.
check-in-wonderful = Qué bueno leerlo. ¡Gracias, y a disfrutarlo!
check-in-thanks = Gracias por decírmelo. Te vuelvo a preguntar dentro de un tiempo.
check-in-hard = Gracias por tu sinceridad, eso ayuda. La coordinación lo ve y piensa contigo; { $partner } no lo ve. Además, en cualquier momento puedes:
check-in-mixed = Gracias por tu sinceridad, eso ayuda. { $partner } no lo ve. En cualquier momento puedes:
check-in-closed = Gracias. Esa pregunta ya pasó, así que no he cambiado nada.
shape-scale-hint = Toca un número del { $low } al { $high }, o escríbelo.
shape-ready-send = Enviar así

# --- un buen final ---
ending-next-first = Ahora estás en primer lugar: desde hoy busco a alguien nuevo para ti.
ending-next-from = Guardas tu lugar en la lista. El programa deja unos días entre un acompañamiento y otro, para que uno pueda asentarse antes de que empiece el siguiente: desde el { $day } busco a alguien nuevo para ti.
ending-resting-mentor = Por ahora no te pregunto por nadie nuevo. Cuando vuelvas a tener espacio, pulsa el botón o escribe «volver a buscar».
ending-told = Tu acompañamiento con { $partner } ha terminado. Pasa por muchas razones, y no dice nada de ti.
ending-told-thanks = Gracias por el tiempo que diste.
ending-told-silent = Hace mucho que no sé nada de ti, así que por ahora he cerrado tu acompañamiento con { $partner }. No es ningún reproche: a veces la vida no deja tiempo. Gracias por el tiempo que tuvieron.
ending-waited = Tu acompañamiento con { $partner } ha terminado. Gracias por tu paciencia. A { $partner } se lo digo con cariño.
ending-together = { $partner } y tú han llegado al final de su camino por { $program }. Gracias, { $name }. Lo que hicieron de él se queda contigo.
reopening-button = Seguir con { $name }
reopening-again = A { $partner } le gustaría seguir contigo. ¿A ti también? Las dos respuestas están bien, y no hace falta ningún motivo.
reopening-again-yes = Sí, seguimos
reopening-again-no = No, que quede así
reopening-both = { $partner } y tú quieren seguir, así que aquí están de nuevo. 🌱 Solo tienen que escribirse.
reopening-asked = Le pregunto a { $partner } si también le gustaría. Si ambas partes quieren, siguen sin más. Si no, te aviso, y también está bien.
reopening-already = Ya le he preguntado a { $partner }, y te aviso en cuanto haya respuesta.
reopening-too-late = Eso ya no es posible, lo siento. La puerta de este acompañamiento ya está cerrada.
reopening-not-now = { $partner } prefiere dejarlo como está. Estuvo bien preguntar. Les deseo todo lo mejor.
reopening-stays = De acuerdo, queda como está. Gracias por responder.
card-title = Lado a lado
card-week = semana lado a lado
card-weeks = semanas lado a lado
card-step = paso hecho
card-steps = pasos hechos
card-meeting = encuentro
card-meetings = encuentros
card-both = paso hecho por ambas partes
card-one = paso hecho por una parte
card-met = se encontraron
farewell-announced = { $name }, tu camino con { $partner } por { $program } termina el { $day }. Todavía no hay que hacer nada: queda tiempo para lo que aún quieras preguntar o probar en compañía. Si quieren seguir en contacto después, pueden compartir un contacto con el botón de abajo.
farewell-along = Lo que me llevo de nuestro tiempo: { $words }
farewell-ready-mentor = Gracias por tu confianza, { $partner }. También aprendí de ti. ¡Mucha suerte en tu camino!
farewell-ready-mentee = Gracias por tu tiempo y tu paciencia, { $partner }. Fue bueno tenerte a mi lado.
farewell-done = Gracias, { $name }. Ha sido una bonita despedida.
farewell-wait = Gracias, { $name }. Ahora { $partner } tiene unos días para su propia despedida; después llega tu tarjeta. Hasta entonces todavía pueden escribirse.
goodbye-along = { $name }, tus { $weeks } semanas con { $partner } en { $program } llegan a su fin. Gracias por caminarlas. ¿Qué te llevas de este tiempo? Basta una frase, o pulsa Saltar.
goodbye-pass_on = Eso vale la pena guardarlo. ¿Se lo paso a { $partner }?
goodbye-pass_on-yes = Sí, pásaselo
goodbye-pass_on-no = No, se queda conmigo
goodbye-thanks =
    ¿Y unas palabras de gracias para { $partner }? Escríbelas a tu manera, o envía estas con un toque:

    «{ $ready }»
becoming-would = Una pregunta más, { $name }. Ahora alguien está justo al principio, donde tú estuviste una vez. ¿Te gustaría acompañar a alguien algún día? Cualquier respuesta está bien.
becoming-would-yes = Sí, me gustaría
becoming-would-later = Quizás más adelante
becoming-would-no = No, gracias
becoming-offer = ¿En qué podrías ayudar a alguien? Elige hasta tres, o escríbelo con tus palabras.
becoming-seats = ¿A cuántas personas podrías acompañar a la vez? Una es un buen comienzo.
becoming-welcome = ¡Qué bien, { $name }! Tú sabes cómo es el principio, y eso vale mucho. Lo que pasa ahora: primero vienen las pautas y una formación corta, como para todas las personas que acompañan en { $program }. La haces a tu ritmo. Después busco a alguien con quien puedas caminar, y cada vez decides tú.
becoming-maybe = De acuerdo, no hay prisa. Te pregunto una vez más dentro de unos meses, y puedes decir que no.
becoming-maybe-again = De acuerdo. No vuelvo a preguntar; cuando quieras, escribe «quiero acompañar».
becoming-no = Está perfecto. Gracias por responder, y mucha suerte en tu camino.
becoming-already = Ya estás en la lista de mentoras y mentores de { $program }. ¡Gracias!
standing-become-mentor = Quiero acompañar
suggestions-looking-from = Bien, lo he anotado. Desde el { $day } busco a alguien y te escribo cuando lo encuentre.

# --- recursos a mano, y ayuda enseguida ---
resources-not-yet = Los pasos y las hojas del programa llegan cuando tengas compañía en el camino. Te escribiré cuando la haya.
resources-whose = ¿De quién se trata?
resources-week = Semana { $week }: { $title }
resources-task = La tarea: { $task }
resources-question = Una pregunta para ustedes: { $question }
resources-no-week = Este programa tiene { $weeks } semanas. Escribe una de ellas, como «semana { $example }».
resources-list = Esto es lo que puede ayudarte justo ahora ({ $program }). Toca una para abrirla.
resources-hint = También puedes escribir «semana 3», o buscar con «busca: currículum», por ejemplo.
resources-empty = Todavía no hay hojas para tus semanas.
resources-found = Esto es lo que he encontrado para «{ $words }». Toca una para abrirla.
resources-nothing = No he encontrado nada para «{ $words }» en { $program }. Prueba con otra palabra, o escribe «recursos» para ver lo que hay.
resources-gone = Esa página ya no está. Escribe «recursos» para ver lo que hay.
resources-sheet = 📄 { $title }
resources-step = Semana { $week }: { $title }
resources-extra = Extra: { $title }
crisis-hard = Lo que escribes suena muy duro. No tienes que pasar por esto a solas. Aquí hay personas que están para ti:
crisis-emergency = Si ahora mismo corres peligro, llama al número de emergencias de donde estás.
crisis-told = Le aviso a la coordinación del programa de que quizás necesitas a alguien. No ven lo que has escrito aquí.
crisis-line = • { $name }: { $reach }
crisis-line-hours = • { $name }: { $reach } ({ $hours })

# --- la mesa de coordinación ---
joining-hello = ¡Hola! Te han invitado a ayudar a llevar este programa. Primero, unas preguntas cortas.
joining-consent =
    Primero, qué pasa con lo que me cuentes:
    • Guardo tu nombre y tu ciudad, cifrados, y lo que haces aquí como parte del equipo, en un registro que permanece.
    • Las personas a las que escribes ven tu nombre.
    • Puedes irte cuando quieras: escribe /stop o /delete.

    ¿Te parece bien?
joining-consent-yes = Sí, empecemos
joining-consent-no = No, gracias
joining-name = ¿Cómo te llamo? Las personas a las que escribas verán este nombre.
joining-place = ¿En qué ciudad o pueblo vives? Lo uso para saber qué hora es donde estás.
inviting-program = ¿En qué programa va a ayudar esa persona?
deskwriting-words = ¿Qué le digo a { $whom }? Lo leerá como de «{ $me }, de la coordinación de { $program }». Si contesta en una semana, te llega aquí. O pulsa Saltar para no escribir nada.
whom-writer = { $partner } (coordinación)
deskanswering-shall = ¿Se lo envío a { $whom }?
deskanswering-shall-yes = Sí, envíalo
deskanswering-shall-no = No
deskanswering-words = ¿Qué quieres escribirle a { $whom }?
deskaway-until = ¿Hasta qué día estás fuera? Ese día incluido.
deskaway-who = ¿Quién cuida de tus asuntos mientras tanto?
desknote-words = ¿Qué quieres anotar? Solo lo lee el equipo de este programa.
deskclosing-outcome = ¿En qué quedó? Quien avisó solo sabrá que se ha atendido, o que no hacía falta cambiar nada.
deskclosing-outcome-talked = Hablamos con esas personas
deskclosing-outcome-parted = Ya no caminan juntos
deskclosing-outcome-left = Alguien tuvo que irse
deskclosing-outcome-advised = Bastó un consejo
deskclosing-outcome-nothing = No hacía falta cambiar nada
deskclosing-outcome-stay = Todavía no se cierra
deskclosing-words = ¿Quieres añadir una nota para quien venga después? O pulsa Saltar.
standing-program-paused = Tu acompañamiento con { $partner } descansa ahora. Las personas que cuidan de { $program } te escribirán.
relay-program-paused = Tu acompañamiento con { $partner } descansa ahora, así que no lo he pasado. Las personas que cuidan de tu programa te escribirán.
desk-to-whom = ¿A quién quieres escribir?
desk-nudged = Bien. Le pregunto con amabilidad a { $who } cómo va, a una buena hora.
desk-reminded = Bien. Le recuerdo la sugerencia a { $who }.
desk-went-on = Bien. Paso a la siguiente opción.
desk-searching = Busco ahora. Si alguien encaja, la sugerencia sale como lo hace tu programa.
desk-released = Hecho: { $count ->
    [one] una persona ve ahora su sugerencia.
   *[other] { $count } personas ven ahora sus sugerencias.
}
desk-paused = La pareja de { $who } descansa ahora. Ambas personas lo saben, sin motivo, y no se pasa nada.
desk-goes-on = La pareja de { $who } sigue. Ambas personas lo saben.
desk-sure-close = ¿Termino la pareja de { $who }? A ambas personas se lo digo con amabilidad, sin motivo.
desk-sure-rematch = ¿Termino la pareja de { $who } y busco enseguida a alguien más? A ambas personas se lo digo con amabilidad, sin motivo.
desk-yes = Sí, hazlo
desk-no = No, volver
desk-closed = La pareja de { $who } ha terminado. Ambas personas lo saben.
desk-rematched = La pareja de { $who } ha terminado. Ambas personas lo saben, y busco a alguien más.
desk-took = Ahora es cosa tuya: { $line }
desk-taken-by = De esto ya se ocupa { $name }.
desk-gave-back = Todo el equipo vuelve a verlo: { $line }
desk-done = Hecho, y fuera de la lista: { $line }
desk-to-colleague = ¿Quién lo toma? Desde entonces, esa persona cuida de esta pareja.
desk-no-colleague = Todavía no hay nadie más en este programa. Puedes invitar a alguien: /desk
desk-handed = Ahora lo lleva { $name }, y se lo digo: { $line }
desk-not-now = Eso ya no se puede: las cosas han cambiado mientras tanto.
desk-name = { $name }
desk-handed-to-me = { $name } te ha pasado esto: { $line }
desk-look = Verlo
desk-code-bad = Este código no funciona: quizás ya se usó, es demasiado viejo o le falta algo. Pide uno nuevo, por favor.
desk-code-already = Ya tienes esos permisos. Escribe /desk para empezar.
desk-now-admin = Ahora administras todo, { $name }: cada programa de aquí está en tus manos. Escribe /desk cuando quieras para ver quién te necesita.
desk-now-coordinator = ¡Gracias, { $name }! Ahora coordinas { $program }. Escribe /desk cuando quieras para ver quién te necesita hoy. Cada lunes por la mañana te envío un resumen corto.
desk-invited-came = { $name } ha aceptado la invitación y ahora trabaja contigo ({ $role }).
desk-role-admin = administración
desk-role-coordinator = coordinación de { $program }
desk-open = Abrir la mesa
desk-category-unsafe = Alguien no se siente a salvo
desk-category-money = Pidieron dinero o contacto
desk-category-hurtful = Palabras que hieren
desk-category-worried = Preocupación por alguien
desk-category-crisis = Palabras de alguien en crisis
desk-category-other = Otra cosa
desk-report =
    Un aviso de { $reporter } sobre { $about } ({ $program })
    { $category } · { $day }, { $hour }
desk-report-nobody =
    Un aviso de { $reporter } ({ $program })
    { $category } · { $day }, { $hour }
desk-report-new = Todavía no lo lleva nadie. Alguien debería tomarlo antes del { $day }, { $hour }.
desk-report-taken = Lo lleva { $name }.
desk-report-closed = Está cerrado.
desk-report-locked = La pareja está bloqueada: no se pasa nada entre las dos personas.
desk-report-notes = Notas:
desk-report-note = • { $name }: { $words }
desk-report-somebody = alguien que se ha ido
desk-report-read = Leer el aviso
desk-report-take = Lo llevo yo
desk-report-write = Escribir a { $name }
desk-report-lock = Bloquear ahora
desk-report-unlock = Dejar que sigan
desk-report-end = Terminar la pareja
desk-report-add-note = Añadir una nota
desk-report-close = Cerrar el aviso
desk-report-list = Volver a la lista
desk-report-back = Volver al aviso
desk-report-said =
    Lo que escribió { $reporter }:
    «{ $words }»
desk-report-said-nothing = { $reporter } no escribió nada más.
desk-report-talk = El mensaje del que se avisó (▶) y lo que había alrededor:
desk-report-talk-line = { $name }, { $day } { $hour }: { $words }
desk-report-file = ({ $kind }) { $words }
desk-report-read-noted = Queda anotado en el registro que has leído esto.
desk-report-took = Gracias. { $reporter } sabrá que lo llevas tú.
desk-report-has-it = Esto ya lo lleva { $name }.
desk-report-locked-now = Bloqueado: ya no se pasa nada entre { $mentee } y { $mentor }. Solo saben que su acompañamiento descansa.
desk-report-ended-now = La pareja ha terminado para siempre. A ambas personas se lo digo con amabilidad, sin motivo.
desk-report-unlocked-now = La pareja sigue. Ambas personas lo saben.
desk-report-noted = Anotado.
desk-report-closed-now = Cerrado. A { $reporter } se lo digo en palabras generales.
desk-report-gone = Eso ya está resuelto, o no te toca verlo.
desk-alert = ⚠ { $name }, un aviso te necesita ({ $program }): { $category }. Tómalo, por favor, antes del { $day }, { $hour }.
desk-alert-again = ⚠ { $name }, este aviso todavía no lo lleva nadie ({ $program }): { $category }. Llegó el { $day }, { $hour }.
desk-alert-open = Abrir el aviso
desk-told-heard = { $name }, de las personas que cuidan de { $program }, se ocupa de tu aviso. Puede que te escriba aquí. A { $partner } no se le dice.
desk-told-heard-nobody = { $name }, de las personas que cuidan de { $program }, se ocupa de tu aviso.
desk-told-settled = Unas palabras sobre tu aviso: las personas que cuidan de { $program } lo han mirado y han hecho algo. Qué exactamente queda entre ellas y a quienes les toca. Gracias por decirlo. Si pasa algo más, cuéntamelo otra vez: /report.
desk-told-nothing-done = Unas palabras sobre tu aviso: las personas que cuidan de { $program } lo han mirado y por ahora no encontraron nada que cambiar. Gracias por decirlo. Si pasa algo más, cuéntamelo otra vez: /report.
desk-digest = Buenos días, { $name }. Así empieza la semana:
desk-digest-nothing = { $program }: nadie te necesita. ¡Qué bien!
desk-digest-some = { $program }: { $count }
desk-digest-part = { $count } × { $kind }
desk-today = Hoy
desk-invitations = Con una invitación, alguien entra en la coordinación o la administración. Mentores y mentees no necesitan ninguna: me escriben sin más.
desk-invitation-open = { $number }. { $role }, hasta el { $day }
desk-invitation-asked = { $number }. { $role }, espera el sí de la administración
desk-invitation-new = Nueva invitación
desk-invitation-withdraw = Retirar { $number }
desk-invitation-approve = Aprobar
desk-invitation-refuse = No
desk-invitation-made =
    Aquí está la invitación ({ $role }). Envíale tú este código a la persona; me lo escribe, y yo hago el resto:

    { $code }

    Funciona una vez, hasta el { $day }. Quien lo tenga puede usarlo, así que no se lo envíes a nadie más.
desk-invitation-needs-yes = Funciona en cuanto la administración lo apruebe. Ya se lo he pedido.
desk-invitation-no-admin = Ahora mismo no hay nadie en la administración que pueda aprobarlo.
desk-invitation-ask = { $name } quiere invitar a alguien ({ $role }). El código funciona en cuanto lo apruebes. ¿Lo apruebas?
desk-invitation-approved = Aprobado. El código ya funciona.
desk-invitation-refused = De acuerdo, ese código no funcionará.
desk-invitation-withdrawn = Retirada. Ese código ya no funciona.
desk-invitation-told-yes = Tu invitación ({ $role }) está aprobada: el código ya funciona.
desk-invitation-told-no = Tu invitación ({ $role }) no fue aprobada.
desk-invitation-gone = Esa invitación ya no está abierta.
desk-to-desk = Mesa
desk-invitation-as-admin = En todos, como administración
desk-concern = un aviso
desk-concern-why = Alguien avisó de algo que le preocupa. Léelo y tómalo.
desk-low = una nota baja
desk-low-why = { $person } dio una nota baja cuando pregunté cómo va.
desk-not-right = algo no va bien
desk-not-right-why = { $person } dijo que algo no va bien.
desk-asks = una pregunta para ti
desk-asks-why = { $person } preguntó por ti.
desk-unreachable = no le llegan mensajes
desk-unreachable-why = A { $person } ya no le llega nada: me bloqueó o se fue. { $partner } espera.
desk-unreadable = un paso no se puede leer
desk-unreadable-why = Un paso del programa no se pudo poner en palabras. Díselo, por favor, a quien lleva el servidor.
desk-diverging = lo ven distinto
desk-diverging-why = { $mentee } y { $mentor } contestaron muy distinto cuando pregunté cómo va.
desk-never-met = aún no se han visto
desk-never-met-why = { $mentee } y { $mentor } se presentaron, pero todavía no han hablado.
desk-silent = en silencio
desk-silent-why = Hace { $days } días que no se sabe nada de { $silent }.
desk-unanswered = preguntas sin respuesta
desk-unanswered-why = Las últimas preguntas sobre cómo va quedaron sin respuesta de { $silent }.
desk-proposal-stuck = una sugerencia parada
desk-proposal-stuck-why = { $waiting } lleva sin contestar más tiempo del que da el programa.
desk-held = sugerencias por enviar
desk-held-why = Hay sugerencias que esperan a que las envíes.
desk-check-expiring = una comprobación vence
desk-check-expiring-why = Una comprobación de { $person } ({ $check }) vence el { $day }, o ya venció.
desk-unmatched = sigue sin mentora ni mentor
desk-unmatched-why = { $person } espera a alguien que acompañe su camino. { $reason }
desk-other = hay que mirarlo
desk-other-why = Aquí hace falta una persona.
desk-waits-seats = Quienes encajarían ya no tienen lugar.
desk-waits-no-mentors = No hay mentoras ni mentores con un lugar libre.
desk-waits-not-ready = Quienes encajarían aún no han pasado la formación o las comprobaciones.
desk-waits-language = Nadie con un lugar libre habla su idioma.
desk-waits-times = Nadie con un lugar libre tiene tiempo a las mismas horas.
desk-waits-wish = Nadie con un lugar libre es como lo deseaba.
desk-waits-other = Quienes tienen un lugar libre no son las personas adecuadas.
desk-pair = { $mentee } y { $mentor }
desk-someone = alguien
desk-do-write = Escribir
desk-do-nudge = Animar
desk-do-remind = Recordar
desk-do-next = Siguiente opción
desk-do-round = Buscar ahora
desk-do-release = Enviar
desk-do-pause = Pausar
desk-do-resume = Que sigan
desk-do-rematch = Buscar a alguien más
desk-do-close = Terminar
desk-do-read = Abrir el aviso
desk-do-take = Lo llevo yo
desk-do-give-back = Devolverlo
desk-do-hand-over = Pasarlo
desk-do-done = Hecho
desk-did-write = escribió
desk-did-answer = contestó
desk-did-nudge = animó
desk-did-remind = envió un recordatorio
desk-did-next = pasó a la siguiente opción
desk-did-round = buscó a alguien
desk-did-release = envió las sugerencias
desk-did-pause = lo dejó descansar
desk-did-lock = lo bloqueó
desk-did-resume = dejó que sigan
desk-did-rematch = lo terminó para buscar a alguien más
desk-did-close = lo terminó
desk-did-take = lo tomó
desk-did-give-back = lo devolvió
desk-did-hand-over = lo pasó
desk-did-done = lo dio por hecho
desk-letter =
    { $name }, de la coordinación de { $program }, te escribe:

    { $words }
desk-letter-answer = Contestar a { $name }
desk-letter-passed = Se lo he pasado a { $name }. Su respuesta te llega aquí.
desk-letter-not-passed = De acuerdo, no he pasado nada.
desk-letter-unreachable = Ahora no puedo llegar a { $name }, así que no ha salido nada.
desk-letter-stopped = { $name } me pidió que no le escriba, así que no se lo he pasado. Puede volver cuando quiera.
desk-letter-came-back =
    { $name } ({ $program }) te contesta:

    { $words }
desk-letter-again = Escribir a { $name }
desk-letter-sent-back = Gracias, le llega a { $name }.
desk-letter-too-late = De eso hace demasiado para pasar una respuesta. Si necesitas a alguien: /help.
desk-letter-nobody = Ahora no puedo llegar a nadie del programa. Prueba mañana, por favor; no lo he pasado.
desk-menu =
    Tu mesa, { $name }. Cuidas de { $programs }.
    { $count }
desk-menu-none = Ahora mismo nadie te necesita.
desk-menu-some = Hoy en la lista: { $count }.
desk-menu-all = todos los programas
desk-people = Personas
desk-invite = Invitar
desk-told-nudge = ¡Hola, { $name }! Las personas que cuidan de { $program } me preguntan cómo les va a ti y a { $partner }. Una línea corta a { $partner } ya es un buen comienzo: «¿Cómo fue tu semana?». Si algo lo impide, también puedes decírmelo.
desk-told-rests = Tu acompañamiento con { $partner } descansa por ahora. No tienes que hacer nada, y no se pasa ningún mensaje. Las personas que cuidan de { $program } te escribirán.
desk-told-goes-on = Tu acompañamiento con { $partner } sigue. Ya pueden volver a escribirse.
desk-staff = Quiénes trabajan aquí:
desk-staff-one = • { $name }: { $role }
desk-staff-away = { $line }, fuera hasta el { $day }
desk-staff-instead = { $line } ({ $name } cuida de sus asuntos)
desk-staff-you = { $name } (tú)
desk-staff-remove = Quitar a { $name }
desk-staff-leave = Dejar la { $role }
desk-staff-holiday = Estoy fuera un tiempo
desk-staff-back = He vuelto
desk-staff-to-desk = Mesa
desk-staff-sure = ¿{ $name } deja la { $role }? Vale enseguida, y sus asuntos pasan a ser de todo el equipo.
desk-staff-yes = Sí
desk-staff-no = No, volver
desk-staff-removed = Hecho: { $name } ya no está en la { $role }.
desk-staff-last = Eres la única persona en la administración, y alguien tiene que estar. Primero da la administración a otra persona: Invitar.
desk-staff-gone = Eso ya está resuelto.
desk-staff-told = Ya no estás en la { $role }. Gracias por todo lo que hiciste.
desk-away-everyone = Todo el equipo de mi programa
desk-away-now = De acuerdo. Hasta el { $day }, { $name } cuida de tus asuntos. Mientras tanto no te llega nada.
desk-away-all = De acuerdo. Hasta el { $day }, tus asuntos son de todo el equipo.
desk-away-over = ¡Qué bueno que volviste! Tus asuntos vuelven a ti.
desk-away-past = Ese día ya pasó. Pulsa otra vez el botón y di uno más tarde, por favor.
desk-away-minding = { $name } está fuera hasta el { $day } y te pide que cuides de sus asuntos. ¡Gracias!
desk-promise = Alguien de allí lo toma en { $count } horas como mucho.
desk-promise-out-of-hours = Ahora mismo allí no trabaja nadie; vuelven el { $day }, { $hour }. Alguien lo toma entonces, o en { $count } horas como mucho.
desk-denied = Este botón no es para ti, o ya no lo es. No ha pasado nada.
desk-list-empty = Ahora mismo nadie te necesita. 🌿
desk-list-empty-mine = Ahora mismo nada de la lista es tuyo.
desk-list = Hoy, en la lista: { $count }. Tuyos: { $mine }.
desk-list-item = { $number }. { $line } · { $days }
desk-list-taken = { $item } · lo lleva { $name }
desk-since-today = desde hoy
desk-since-days = { $count } días
desk-since-one-day = 1 día
desk-line-open = { $number } · Ver
desk-line-at-once = { $number } · { $deed }
desk-earlier = ◀ Antes
desk-later = Más ▶
desk-mine = Solo lo mío
desk-all = Todo
desk-to-menu = Mesa
desk-to-list = Volver a la lista
desk-detail =
    { $line }
    { $program }

    { $why }

    En la lista desde el { $day }.
desk-detail-owned = Lo lleva { $name }.
desk-detail-words = En sus propias palabras: «{ $words }»
desk-detail-marks = { $mentee } dio { $mine }, { $mentor } dio { $theirs } (de 10).
desk-detail-mark = Dio { $mark } de 10.
desk-detail-tried = Lo que se ha hecho hasta ahora:
desk-detail-step = • { $day }: { $what } ({ $name })
desk-line-over = Eso ya no está en la lista: está hecho, o se resolvió solo.
desk-somebody = quien lleva el servidor

# --- journeys: the weekly steps --------------------------------------------------------------------------------

step-head = Semana { $week } de { $all }: { $title }
step-head-date = Para estos días: { $title }
step-head-extra = Un extra: { $title }
step-again = Querías volver a esto: { $title }
step-mentor-head = { $mentee } · semana { $week } de { $all }: { $title }
step-mentor-head-date = { $mentee } · para estos días: { $title }
step-mentor-head-extra = { $mentee } · un extra: { $title }
step-digest = Tu semana acompañando, { $name }.
step-task = Tu tarea: { $task }
step-mentee-task = La tarea para { $mentee }: { $task }
step-question = Una pregunta para ustedes: { $question }
step-send = Si quieres, manda esto a { $partner } con un toque: «{ $words }»
step-starter = Para empezar a hablar, manda esto a { $mentee } con un toque: «{ $words }»
step-extra = También hay un extra para quien quiera, con el botón de abajo: { $title }
step-did-last = El paso anterior está hecho: { $mentee }.
step-done = ¡Muy bien, { $name }! Lo he anotado.
step-done-mentor = Gracias, { $name }. Lo he anotado.
step-both-done = Ahora el paso está hecho por ambas partes. 🌱
step-next = El próximo paso llega el { $day }.
step-later = No pasa nada. Te lo vuelvo a preguntar el { $day }.
step-no-hurry = No pasa nada. No corre prisa, y los botones se quedan donde están.
step-skipped = No pasa nada, este lo dejamos fuera.
step-not-there = Ahora mismo no hay ningún paso pendiente. Te escribo cuando llegue el próximo.
step-over = Este recorrido ya ha terminado, así que no he cambiado nada.
step-sent = Se lo he mandado a { $partner }.
step-sent-before = { $partner } ya lo tiene.
step-minutes = Tiempo que lleva: unos { $minutes } minutos.
step-starters = Algunas maneras de empezar a hablar de ello:
step-resources = Lo que ayuda:
step-noted = Gracias, lo he anotado. De eso depende lo que viene ahora.
step-went-on = Lo que seguía a tu primera respuesta ya ha empezado, así que lo he dejado como está.
step-ask-whom = ¿De quién se trata?
step-button-send = Mandar esto a { $name }
step-button-done = Hecho
step-button-later = Más tarde
step-button-skip = Saltar este paso
step-button-more = Cuéntame más
step-button-done-with = { $name }: hecho
step-button-later-with = { $name }: más tarde
step-button-skip-with = { $name }: saltar
step-button-more-about = { $name }: más
step-button-open = Extra: { $title }
step-button-sheet = Hoja: { $title }
step-button-send-other = Mandar el n.º { $number } a { $name }
step-button-rest = Pausar los pasos semanales
step-button-go-on = Seguir con los pasos
step-button-track = Cambiar de camino
step-button-time = Otro día u otra hora
resting-length =
    ¿Cuánto tiempo quieres que descansen los pasos semanales para ti y { $partner }? No se pierde nada: todo lo que sigue llega más tarde. Pueden seguir escribiéndose.
resting-length-week = Una semana
resting-length-two = Dos semanas
resting-length-four = Cuatro semanas
resting-length-open = Hasta que yo diga
resting-length-none = Mejor sin pausa
rest-rests = Bien, los pasos descansan hasta el { $day }. { $partner } recibe un aviso. Con el botón de abajo pueden seguir antes.
rest-rests-open = Bien, los pasos descansan hasta que pulses el botón de abajo. { $partner } recibe un aviso.
rest-already = Los pasos ya están descansando.
rest-going = Los pasos siguen en marcha.
rest-told =
    { $partner } quiere que los pasos semanales descansen un tiempo; todo lo que sigue llega más tarde. Pueden seguir escribiéndose.
rest-goes-on = Seguimos: están en la semana { $week } de { $all }. El próximo paso llega a tu hora de siempre.
rest-over = No hay pasos semanales que pausar.
changingtrack-track = ¿Cuál de estos caminos encaja con lo que quieres lograr ahora?
track-keep = Dejarlo como está
track-chosen = Bien. A partir de ahora tus pasos son los de «{ $track }». Lo que has hecho hasta hoy cuenta igual.
track-same = Bien, todo se queda como está.
track-none = En este programa todo el mundo da los mismos pasos.
track-mentees = El camino lo elige { $partner }. Háblenlo: { $partner } puede cambiarlo aquí.
track-told = { $partner } ha elegido otro camino: «{ $track }». Los próximos pasos son de ahí.
timing-weekday = ¿Qué día quieres recibir tu paso de la semana?
timing-weekday-monday = Lunes
timing-weekday-tuesday = Martes
timing-weekday-wednesday = Miércoles
timing-weekday-thursday = Jueves
timing-weekday-friday = Viernes
timing-weekday-saturday = Sábado
timing-weekday-sunday = Domingo
timing-time = ¿Y a qué hora?
timing-time-morning = Por la mañana, a las 9
timing-time-noon = Al mediodía, a las 12:30
timing-time-afternoon = Por la tarde, a las 16:00
timing-time-evening = Al final del día, a las 19:00
timing-set = Bien. A partir de ahora tus pasos llegan a esa hora. El próximo: { $day }, { $hour }.
timing-set-later = Bien. A partir de ahora tus pasos llegan a esa hora.
timing-none = Ahora mismo no hay pasos semanales.

### Mensajes para muchas personas

cast-everyone = todas las personas
cast-mentees = mentees
cast-mentors = mentores
cast-alone = sin pareja
cast-together = con pareja
cast-waiting = con una propuesta
cast-resting = en pausa
cast-former = que ya terminaron un acompañamiento
cast-writes = que escriben { $languages }
cast-trained = con la formación hecha
cast-untrained = sin la formación hecha
cast-named = nombradas una a una: { $count }
cast-has = { $field }: { $values }
cast-from-to = { $field } de { $low } a { $high }
cast-from-on = { $field } { $low } o más
cast-exactly = { $field } { $low }
cast-not = no ({ $part })
cast-or = o
cast-running = En camino. Para: { $audience }. Destinatarios: { $size }.
cast-paused = En pausa. Para: { $audience }. Destinatarios: { $size }.
cast-cancelled = Cancelado. Para: { $audience }. Destinatarios: { $size }.
cast-done = Hecho. Para: { $audience }. Destinatarios: { $size }.
cast-asked = Espera a que otra persona lo apruebe. Para: { $audience }. Destinatarios: { $size }.
cast-draft = Todavía sin enviar. Para: { $audience }. Destinatarios: { $size }.
cast-dropped = Descartado; no se envió nada.
cast-repeating = Se repite una y otra vez, para: { $audience }
cast-sent = enviados: { $count }
cast-left = faltan: { $count }
cast-failed = fallaron: { $count } ({ $reasons })
cast-skipped = se dejaron fuera: { $count } ({ $reasons })
cast-stopped = cancelados: { $count }
cast-uncertain = no es seguro, quizá llegaron: { $count }
cast-answers = Respuestas: { $answers }
cast-reason-gone = no se les puede escribir
cast-reason-rejected = la plataforma no lo aceptó
cast-reason-file = no se pudo pasar la imagen
cast-reason-fault = un fallo nuestro
cast-reason-expired = demasiado tarde
cast-reason-left = ya no están
cast-reason-stopped = lo dejaron
cast-reason-erased = pidieron que se borrara todo
cast-reason-unreachable = me bloquearon o se fueron
cast-reason-quiet = dormían hasta que fue tarde
cast-reason-cap = ya recibieron bastantes mensajes esta semana
cast-reason-lacking = faltaba algo por llenar
cast-fault-counting = Todavía estoy contando. Espera un momento, por favor.
cast-fault-empty = Ahora mismo no hay nadie así: { $audience }. Por eso no se envía nada. Tu texto se guarda: puedes elegir a otras personas.
cast-fault-unknown = Aquí no conozco a { $value }, así que no se envía nada. Tu texto se guarda: puedes elegir a otras personas.
cast-fault-lacking = Para { $count } de { $size } personas no hay nada que poner en lugar de { $variables }; la primera es { $person }. No se envía nada. Cambia las palabras, por favor, y añade qué poner en su lugar, por ejemplo { $example }.
cast-fault-started = Ya lo puso en marcha { $by }.
cast-fault-over = Eso ya terminó; no ha cambiado nada.
cast-fault-count = Ese no es el número. Va a { $value } personas: escribe { $value } para enviarlo. Hasta ahora no se ha enviado nada.
cast-fault-second = Lo empezaste tú; lo tiene que aprobar otra persona.
cast-fault-not-running = No está en camino, así que no hay nada que pausar.
cast-fault-not-paused = No está en pausa.
cast-operator = quien lleva el servidor
cast-please-send =
    Una palabra tuya vale más que una mía. ¿Le enviarías esto a la persona que acompañas, con tu nombre? También puedes escribirlo con tus propias palabras.

    { $words }
cast-send-to = Enviar a { $name }
cast-noted = Gracias, he apuntado: { $answer }. Para cambiarlo, pulsa otro botón.
cast-sent-on = ¡Gracias! { $name } ya lo tiene, de tu parte.
cast-sent-already = Ya se lo enviaste a { $name }.
cast-answer-over = De eso hace ya tiempo, así que no he cambiado nada.
cast-counting = Gracias. Estoy contando a quién le llega; todavía no se envía nada.
cast-not-yours = Ya no llevas ese programa, así que no he guardado nada de esto.
cast-too-long-for-picture = Debajo de una imagen solo caben { $most } letras, así que la imagen se queda fuera.
cast-unknown-variable = No sé qué poner en lugar de { $variables }. Puedo rellenar: { $known }.
cast-buttons-hint = Escribe, por favor, hasta { $most } textos cortos separados por comas, como: Sí, No, Quizá.
cast-picture-hint = Envía aquí la imagen como foto, por favor, o pulsa Saltar.
cast-whom-hint = No lo he entendido. Puedes escribir cosas como: mentees sin pareja, que escriben español · mentores, sin formación · semana 3-6 · etiqueta: coro.
cast-when-hint = Escribe, por favor, un día y una hora que aún no hayan pasado, como: mañana a las 9, o 2027-05-01 17:30.
cast-rule-hint = Escríbelo, por favor, así: cada lunes a las 9, o el 1 de cada mes a las 17:30.
cast-title = Mensajes a muchos
cast-list = Un mensaje para muchas personas a la vez. Estos son los últimos.
cast-list-empty = Un mensaje para muchas personas a la vez. Todavía no hay ninguno.
cast-new = Mensaje nuevo
cast-show = { $number } · Mirar
cast-back = Todos los mensajes
cast-to-desk = Mesa
cast-send = Enviar a { $count }
cast-repeat = Empezar
cast-drop = Descartar
cast-approve = Aprobar y enviar
cast-pause = Pausar
cast-resume = Seguir
cast-cancel = Cancelar
cast-sample = Así se verá:
cast-told-dropped = Descartado. No se envió nada.
cast-asked-second = Va a { $size } personas, así que lo tiene que aprobar otra persona. Ya se lo he pedido; hasta entonces no se envía nada.
cast-please-approve = { $name } quiere enviar esto a { $size } personas ({ $program }). ¿Lo envío?
cast-repeats = De acuerdo. Desde ahora sale solo, y te lo cuento cada vez.
cast-gone = Ya no encuentro ese mensaje.
composing-program = ¿Para qué programa?
composing-who = ¿De parte de quién? Un mensaje de alguien conocido vale más que uno mío.
composing-who-me = Del programa
composing-who-mentors = Que lo envíen los mentores
composing-text = ¿Qué debe decir, en { $language }? Relleno { $variables }. Si algo puede faltar, escribe qué poner en su lugar, como { $instead }.
composing-second = ¿Y en { $language }? Quien lo usa leerá estas palabras. O sáltalo, y leerá las primeras.
composing-third = ¿Y en { $language }? O sáltalo.
composing-buttons = ¿Con botones debajo, cuyas respuestas cuento? Escribe sus textos separados por comas, como: Sí, No, Quizá. O sáltalo.
composing-picture = ¿Quieres una imagen? Envíala ahora, o sáltalo.
composing-audience = ¿A quién le llega? Elige, o descríbelo con tus palabras.
composing-when = ¿Cuándo debe salir?
composing-when-awake = Ahora, pero no de noche
composing-when-anyhour = Ya mismo, también de noche
composing-when-local = A la misma hora local de cada persona
composing-when-again = Una y otra vez
composing-at = ¿Qué día y a qué hora, según el reloj de cada persona? Por ejemplo: mañana a las 9.
composing-rule = ¿Cada cuánto? Por ejemplo: cada lunes a las 9, o el 1 de cada mes a las 17:30.
composing-until = ¿Hasta cuándo vale la pena enviarlo? Lo que llegaría demasiado tarde no se envía.
composing-until-h6 = 6 horas
composing-until-h24 = Un día
composing-until-h72 = Tres días
confirming-count = Va a { $size } personas. Para enviarlo, escribe este número: { $size }
menu-resources = Hojas de tus semanas, y buscar
desk-crisis = puede necesitar ayuda
desk-crisis-why = { $person } escribió algo que suena a emergencia, y vio enseguida dónde hay ayuda. Lo que escribió se queda con esa persona. Ponte en contacto, por favor.
desk-new-mentor = quiere acompañar a alguien
desk-new-mentor-why = { $person } tuvo quien le acompañara, y ahora quiere acompañar. Primero viene la formación.

# --- the program's public page
page-skip = Ir al contenido
page-languages = Idiomas
page-programs = Programas
page-programs-lead = Dos personas, una de ellas unos pasos por delante, lado a lado durante unas semanas. En el chat que ya usas.
page-all-programs = Todos los programas
page-read-more = Más sobre { $program }
page-find = Busco mentora o mentor
page-become = Quiero ser mentora o mentor
page-adults = Todas las personas que participan tienen 18 años o más, también quienes acompañan.
page-weeks = { $count } semanas
page-weekly = un tema cada { $day }
page-spoken = en { $languages }
page-grown-up = para personas adultas, desde los 18 años
page-chats = en { $chats }
page-any-chat = en tu aplicación de chat
page-for-whom = Para quién es
page-goals = En qué puedes avanzar
page-how = Cómo funciona
page-how-hello = Dices hola
page-how-hello-more = En el chat, Alongside te hace unas diez preguntas cortas. Pulsas un botón o escribes. Son unos cinco minutos.
page-how-fit = Buscamos a alguien que encaje contigo
page-how-fit-more = Por lo que quieres conseguir, por tus idiomas y por lo que tienen en común. Puede tardar unas semanas: encontrar bien vale más que encontrar rápido.
page-how-consent = Las dos personas dicen que sí
page-how-consent-more = A nadie se le asigna otra persona sin preguntar. Antes de eso se ve poco de la otra persona: el nombre que dio, lo que tienen en común y, de quien acompaña, su trabajo y unas palabras sobre sí.
page-how-weeks = Caminan lado a lado
page-how-steps-more = Cada { $day } a las { $time } las dos personas reciben el mismo tema pequeño, cada una visto desde su lado. Lo hablan cuando les va bien, { $often }.
page-how-talk-more = Se escriben en el chat y se ven { $often }.
page-often-week = más o menos una vez por semana
page-often-two-weeks = más o menos cada dos semanas
page-often-month = más o menos una vez al mes
page-often-days = más o menos cada { $count } días
page-how-ending = Termina bien
page-how-ending-more = Semanas antes ya se sabe cuándo termina, y lo repasan juntas las dos personas. Puedes hacer una pausa o dejarlo en cualquier momento, sin dar explicaciones.
page-week = Cómo es una semana
page-week-lead = Un ejemplo, la semana { $week }: «{ $title }».
page-week-mentee = Lo que lee quien recibe mentoría
page-week-mentor = Lo que lee quien acompaña
page-week-task = Lo que hacen las dos personas
page-week-question = Una pregunta para las dos
page-mentors = Qué hace quien acompaña, y qué no
page-training = Cómo se prepara quien acompaña
page-training-lead = Antes de empezar a acompañar, hay { $lessons } lecciones cortas en el chat, a tu propio ritmo: unos { $minutes } minutos en total. Al final de cada una, unas pequeñas escenas muestran si va contigo.
page-minutes = { $count } min
page-checks = Además, la coordinación del programa pide: { $checks }.
page-privacy = Qué se guarda y quién lo ve
page-privacy-lead = Con las palabras del propio chat, donde puedes preguntarlo cuando quieras con /privacy:
page-emergency = En una emergencia
page-emergency-lead = Quienes acompañan y este programa no son un servicio de emergencias. Si alguien está en peligro ahora, llama al número de emergencias del lugar donde estás.
page-emergency-chat = Cuando alguien escribe en el chat algo que suena a emergencia, el chat muestra enseguida dónde hay ayuda y avisa a la coordinación. Todas las personas pueden informar de un problema en cualquier momento; a la otra no se le dice.
page-lines = Dónde acudir, por país
page-elsewhere = En cualquier otro lugar
page-join = Participa
page-join-mentee = Encontrar mentora o mentor
page-join-mentor = Ser mentora o mentor
page-open-telegram = Empezar en Telegram
page-open-slack = Abrir en Slack
page-scan = O apunta con la cámara del teléfono a este código.
page-members-only = Para miembros del espacio de Slack { $place }. Una vez ahí, escribe:
page-no-door = Pregunta a quienes llevan este programa cómo se llega hasta él.
page-qr-of = Código QR: { $link }
page-poster = Cartel para imprimir
page-poster-scan = Apunta aquí con la cámara del teléfono
page-poster-no-phone = o abre { $link }
page-foot = Esta página no usa cookies y no carga nada de otros sitios.
page-not-here = Aquí no hay ninguna página
page-not-here-more = Quizá la dirección tiene una errata. Estos son los programas que hay:
desk-dashboard = Panel
desk-dashboard-link =
    Aquí tienes tu entrada al panel:

    { $link }

    Es solo para ti, funciona una vez, y durante { $minutes } minutos. Si necesitas otra, escribe /dashboard.
desk-dashboard-not-set = Todavía no hay panel: quien opera el programa no me ha dado una dirección en la web. Tiene que poner ALONGSIDE_PUBLIC_URL y arrancarme de nuevo. Todo lo demás está aquí en el chat.
desk-dashboard-back = Mesa
kind-step = paso de la semana
kind-digest = pasos de la semana de varios acompañamientos
kind-reply = respuesta
kind-relay = mensaje de { $name }, pasado
kind-met = ¿se vieron?
kind-check-in = ¿cómo va?, de 1 a 10
kind-check-in-over = se cierra el ¿cómo va?
kind-in-touch = ¿han estado en contacto?
kind-silence = silencio
kind-waiting-told = sabe que a la otra persona se le recordó
kind-waiting-asked = pregunta: ¿esperar más, o terminar?
kind-proposal = una propuesta
kind-proposal-reminder = recordatorio de una propuesta
kind-proposal-over = se acaba el plazo de una propuesta
kind-proposal-news = novedad de una propuesta
kind-introduction = presentación
kind-meeting = buscar un momento para verse
kind-break = empieza o termina una pausa
kind-end-announced = se anuncia el final
kind-farewell = despedida guiada
kind-farewell-over = termina el acompañamiento
kind-ended = el final del acompañamiento
kind-become = ¿te gustaría acompañar algún día?
kind-reopen = retomar un acompañamiento
kind-contact = compartir contactos
kind-group = un chat de las dos personas
kind-onboarding = recordatorio de preguntas abiertas
kind-training = formación y comprobaciones
kind-not-passed = un mensaje no se pudo pasar
kind-desk = de la mesa de coordinación
kind-desk-digest = resumen del lunes
kind-broadcast = mensaje a muchas personas
kind-other = un mensaje
kind-silence-nudge = silencio: un recordatorio amable
kind-silence-help = silencio: un ofrecimiento de ayuda
kind-silence-coordinator = silencio: a la lista de coordinación
kind-silence-warning = silencio: un aviso formal
kind-silence-closure = silencio: la otra persona puede terminar
kind-if-quiet = solo si sigue el silencio – { $kind }
kind-reason-late = ya era tarde
kind-reason-paused = había una pausa
kind-reason-overtaken = había llegado otro más nuevo
kind-reason-holdout = se omitió a propósito, para comparar
kind-reason-unreachable = nada le llega
kind-reason-ended = el acompañamiento había terminado
kind-reason-unreadable = su texto no se puede leer
kind-reason-refused = la plataforma lo rechazó
kind-dropped = { $kind }, omitido: { $reason }
kind-not-delivered = { $kind }, sin entregar: { $reason }
kind-put-off = { $kind }, aplazado a { $until }
kind-listed = en la lista de coordinación: { $kind }
kind-settled = fuera de la lista de coordinación: { $kind }
kind-tapped = { $name } pulsa un botón
kind-wrote = { $name } escribe
kind-wrote-to = { $name } escribe a { $partner }

resting-silent = { $name }, hace un tiempo que todo está en silencio, y no quiero llenarte el chat. Por eso los pasos semanales con { $partner } descansan por ahora. No se pierde nada. Cuando vuelvas a tener un hueco, basta un toque y llega el paso más reciente.
resting-waiting = Por parte de { $partner } sigue el silencio, así que los pasos semanales descansan hasta que vuelva. La coordinación lo sabe. Puedes escribirle a { $partner } cuando quieras.
resting-back = ¡Qué bien que estés aquí de nuevo! Los pasos siguen, primero el más reciente.

# --- join codes
join-old = Esa invitación ya no se usa, y no pasa nada: te damos la bienvenida y empezamos aquí mismo.
join-as-it-was = De acuerdo, todo se queda como está.
anotherprogram-too = Ya participas en { $before }. ¿Te gustaría participar también en { $program }? Solo te pregunto lo que es nuevo.
anotherprogram-too-yes = Sí, me gustaría
anotherprogram-too-no = No, gracias
dash-title = Panel
dash-skip = Ir al contenido
dash-menu = Páginas
dash-hello = Has entrado como { $name }
dash-leave = Salir
dash-overview = Resumen
dash-today = Hoy
dash-matches = Parejas
dash-people = Personas
dash-concerns = Avisos
dash-audit = Registro
dash-enter-title = Abrir el panel
dash-enter-lead = Este enlace abre el panel para ti, una vez. Dura hasta que salgas, ocho horas como mucho.
dash-enter-button = Abrir el panel
dash-closed-title = Pide un enlace nuevo
dash-closed-lead = Este enlace o esta visita ya terminó. Es normal: los enlaces sirven una vez y durante diez minutos; las visitas terminan a las ocho horas, o cuando cambia el papel de alguien.
dash-closed-todo = Escribe /desk al bot en tu chat, pulsa Panel y abre el enlace que te manda.
dash-many-title = Un momento, por favor
dash-many-lead = Desde aquí ha habido muchos intentos que no encajaban. Espera un minuto y luego pide al bot un enlace nuevo con /desk.
dash-left-title = Has salido
dash-left-lead = Hasta pronto. Para volver, escribe /desk al bot y pulsa Panel.
dash-missing-title = Aquí no está
dash-missing-lead = Esta página no está aquí, o no es para ti.
dash-failed-title = No ha funcionado
dash-failed-lead = La página no se ha podido leer ahora mismo. Inténtalo otra vez en un minuto.
dash-filter = Filtrar
dash-show = Mostrar
dash-clear = Mostrar todo de nuevo
dash-all = Todo
dash-search = Nombre o código
dash-program = Programa
dash-state = Estado
dash-track = Camino
dash-language = Idioma
dash-role = Papel
dash-owner = A cargo de
dash-since = Desde
dash-until = Hasta
dash-listed = Solo lo que necesita a alguien
dash-nobody = Nadie en concreto
dash-count = { $count } en total
dash-page = Página { $number } de { $last }
dash-before = Anterior
dash-next = Siguiente
dash-csv = Guardar como CSV
dash-csv-names = Con nombres
dash-csv-note = En el archivo, cada persona aparece con un código. Si alguien guarda nombres, queda en el registro.
dash-none = Nada encaja aquí. Prueba con menos filtros.
dash-sort = Ordenar por { $name }
dash-overview-lead = Cómo va, en imágenes. No se muestra lo que trata de menos de cinco, ni lo que lo delataría.
dash-audit-none = Todavía no hay nada anotado. Lo que haga el equipo en tus programas quedará aquí desde entonces.
dash-figures-none = Todavía no hay nada que mostrar. Las imágenes crecen aquí cuando las primeras personas escriban al bot.
dash-matches-none = Ahora mismo no hay ninguna pareja en marcha. Elige arriba un estado para ver las que ya terminaron.
dash-people-none = Todavía no participa nadie. Las personas aparecen aquí cuando han contado algo sobre sí en el chat.
dash-counted = Contado: { $at }.
dash-renewing = Ahora mismo estoy contando de nuevo: las cifras nuevas llegan solas en un momento.
dash-counting = Ahora mismo estoy contando. Las imágenes llegan solas en un momento.
dash-numbers = Los números
dash-what-counts = Qué se cuenta
dash-hidden = no se muestra
dash-cohort = Grupo
dash-pairs-going = Parejas en camino
dash-pairs-paused = Parejas en pausa
dash-pairs-listed = Parejas que necesitan a alguien
dash-pairs-proposed = Propuestas en marcha
dash-people-mentees = Mentees
dash-people-mentors = Mentoras y mentores
dash-today-lead = Quién necesita a alguien, lo más urgente primero. Para escribir, pausar y lo demás, escribe /desk en tu chat.
dash-today-none = Ahora mismo nadie te necesita. 🌿
dash-has-it = lo tiene { $name }
dash-take = Me encargo yo
dash-done = Hecho
dash-handed-in = Hecho. El bot te lo confirma en el chat.
dash-pair = Pareja
dash-week = Semana
dash-sign-mentee = Mentee: última señal
dash-sign-mentor = Mentor: última señal
dash-met = Encuentros
dash-check-ins = Cómo va (mentee / mentor)
dash-begun = Empezó
dash-look = Necesita a alguien
dash-code = Código
dash-someone = alguien que se fue
dash-day-0 = hoy
dash-day-1 = ayer
dash-days = hace { $count } días
dash-never = todavía no
dash-state-going = En marcha
dash-state-open = En camino
dash-state-paused = En pausa
dash-state-locked = Bloqueada
dash-state-ended = Terminada
dash-state-proposed = Propuesta
dash-state-dropped = Quedó en nada
dash-state-waiting = Participa
dash-state-stopped = Lo dejó
dash-story = Qué ha pasado
dash-story-lead = Pasos, encuentros, cómo va y qué hizo el equipo, lo más reciente primero. Lo que se escriben es suyo y no aparece en ningún lugar de aquí.
dash-back-matches = Todas las parejas
dash-back-people = Todas las personas
dash-back-concerns = Todos los avisos
dash-mentee = Mentee
dash-mentor = Mentora o mentor
dash-event-proposed = Se propuso la pareja
dash-event-introduced = Se presentaron
dash-event-step = Paso: { $title }
dash-event-meeting = ¿Se vieron?
dash-event-check-in = ¿Cómo va?
dash-event-break = Una pausa hasta el { $day }
dash-event-reminded = Recordatorio por silencio
dash-event-line = En la lista: { $kind }
dash-event-paused = La pareja descansa
dash-event-ended = La pareja terminó
dash-event-report = Un aviso: { $category }
dash-event-staff = { $name }: { $what }
dash-each = { $name }: { $said }
dash-did-done = hecho
dash-did-later = más tarde
dash-did-skip = lo dejó fuera
dash-did-came = llegó
dash-did-passed = no se envió ({ $why })
dash-did-offered = se ofreció
dash-why-late = demasiado tarde
dash-why-paused = una pausa
dash-why-holdout = grupo de comparación
dash-why-other = ahora no
dash-said-met = sí
dash-said-planned = con fecha
dash-said-not-yet = todavía no
dash-mark = { $mark } de 10
dash-mark-none = sin respuesta
dash-mark-late = no se preguntó
dash-rung-nudge = una pregunta amable
dash-rung-help = un ofrecimiento de ayuda
dash-rung-coordinator = a la lista
dash-rung-warning = una última pregunta
dash-rung-closure = se propuso terminar
dash-line-open = abierto
dash-line-taken = alguien se encarga
dash-line-done = hecho
dash-line-gone = se resolvió solo
dash-end-finished = terminaron el camino
dash-end-no-time = sin tiempo
dash-end-no-fit = no encajaban
dash-end-no-contact = sin contacto
dash-end-silent = no se supo más
dash-end-left = alguien se fue
dash-end-safety = por seguridad
dash-end-other = otros motivos
dash-by-mentee = por mentee
dash-by-mentor = por la mentora o el mentor
dash-by-coordinator = por el equipo
dash-by-clock = por el plazo
dash-by-system = por el programa
dash-people-lead = Todas las personas de tus programas. Cuando alguien abre la página de una persona, queda en el registro.
dash-name = Nombre
dash-active = Recibe mensajes del bot
dash-yes = sí
dash-no = no
dash-zone = Zona horaria
dash-since-when = Desde
dash-looked = Que lo has mirado queda en el registro.
dash-no-matches = Todavía no hay parejas.
dash-concerns-lead = Avisos que puedes ver. Las palabras se leen en el chat. Que lo has mirado queda en el registro.
dash-concerns-none = No hay avisos.
dash-category = De qué tipo
dash-came = Llegó
dash-by-when = Alguien debería encargarse antes de
dash-status-new = nuevo
dash-status-taken = alguien se encarga
dash-status-closed = cerrado
dash-outcome = Resultado
dash-outcome-talked = se habló con ellos
dash-outcome-parted = la pareja terminó
dash-outcome-left = alguien dejó el programa
dash-outcome-advised = se aconsejó
dash-outcome-nothing = no hubo que hacer nada
dash-notes = Notas
dash-no-notes = Todavía no hay notas.
dash-read-in-chat = Para leer las palabras y actuar, escribe /desk al bot y abre la línea de este aviso.
dash-about-match = La pareja
dash-audit-lead = Todo lo que hace el equipo. Nadie puede cambiarlo: la base de datos se niega.
dash-when = Cuándo
dash-by = Quién
dash-what = Qué
dash-about = Sobre
dash-operator = quien opera el programa
dash-older = Más antiguo
dash-newest = Lo más reciente
dash-audit-invite = hizo una invitación
dash-audit-approve-invitation = aprobó una invitación
dash-audit-refuse-invitation = rechazó una invitación
dash-audit-withdraw-invitation = retiró una invitación
dash-audit-joined = entró en el equipo
dash-audit-wrong-code = trajo un código equivocado
dash-audit-denied = no tenía permiso
dash-audit-away = se fue de vacaciones
dash-audit-back = volvió
dash-audit-give-role = dio un papel
dash-audit-remove = quitó un papel
dash-audit-remove-person = hizo olvidar a alguien
dash-audit-show-person = miró a una persona
dash-audit-show-concern = miró un aviso
dash-audit-show-concerns = miró la lista de avisos
dash-audit-read-concern = leyó un aviso
dash-audit-take-concern = se encargó de un aviso
dash-audit-note-concern = hizo una nota en un aviso
dash-audit-close-concern = cerró un aviso
dash-audit-dashboard-link = pidió entrar en el panel
dash-audit-dashboard-enter = abrió el panel
dash-audit-export = guardó una tabla
dash-audit-answer = respondió
dash-audit-last-admin-stays = no pudo irse: tiene que quedar alguien al mando
dash-audit-broadcast-draft = empezó un mensaje a muchos
dash-audit-broadcast-start = envió un mensaje a muchos

# --- the matching board
board-title = Emparejar
board-which = Emparejar: ¿en qué programa?
board-no-program = Ahora mismo no llevas ningún programa.
board-head = Emparejar, { $program }
board-waiting = Esperan mentora o mentor: { $waiting }. Lugares libres: { $seats }.
board-next = La próxima ronda automática es el { $day }, a las { $hour }. Lo que encuentre sale enseguida.
board-next-held = La próxima ronda automática es el { $day }, a las { $hour }. Lo que encuentre te espera aquí.
board-open = Por mirar: { $count }.
board-held-count = Aprobadas, sin enviar: { $count }.
board-going = En camino: { $count }, la primera el { $day }, a las { $hour }. Todavía puedes retirarlas.
board-never = Aquí nadie ha probado aún una ronda. «Ensayo» mira quién encaja con quién; nadie se entera.
board-found = Ensayo del { $day }, { $hour }: { $found } de { $waiting } personas encontraron a alguien.
board-news = { $new } nuevas, { $changed } con otra persona que la última vez, { $same } como antes.
board-found-nobody = Ensayo del { $day }, { $hour }: nadie encontró a nadie.
board-stay =
    Por ahora sin mentora ni mentor: { $count }
    { $reasons }
board-stays = • { $count } × { $reason }
board-looking = Miro quién encaja con quién: { $waiting } personas que esperan, { $seats } lugares libres. Escribo el resultado aquí. Nadie más se entera.
board-looking-already = { $name } acaba de pedir un ensayo. El resultado llega en un momento.
board-failed = El ensayo no ha funcionado. Prueba otra vez; si vuelve a fallar, avisa a quien lleva el servidor.
board-do-dry-run = Ensayo
board-do-look = Mirarlas
board-do-held = Las aprobadas
board-do-all = Aprobar las { $count }
board-do-release = Enviar ahora
board-do-release-at = Enviar a una hora…
board-do-recall = Retirar
board-do-by-hand = Emparejar a mano
board-do-csv = Como archivo
board-to-desk = Mesa
board-to-board = Tablero
board-why-no-mentors = no hay mentora ni mentor con un lugar libre
board-why-not-ready = están en pausa, o mis mensajes no les llegan
board-why-seats = quienes encajan ya no tienen lugar
board-why-language = nadie habla su idioma
board-why-times = nadie tiene tiempo a las mismas horas
board-why-mentee-wish = su deseo sobre el género
board-why-mentor-wish = los deseos de las mentoras y los mentores sobre el género
board-why-know = ya conocen a las mentoras y los mentores
board-why-apart = se mantienen aparte de quienes quedan
board-why-rematch = a quienes quedan se les propuso hace poco
board-why-other = una regla del programa
board-page = Por mirar: { $first } a { $last } de { $count }
board-page-held = Aprobadas: { $first } a { $last } de { $count }
board-page-empty = No queda nada por mirar.
board-page-held-empty = Ahora mismo no hay nada aprobado.
board-pair = { $number }. { $mentee } con { $mentor }: { $fit }
board-pair-why = { $shared }
board-pair-was = La última vez: { $mentor }.
board-pair-further = { $mentee } también puede elegir a { $others }.
board-pair-next = Después: { $mentor }, { $less }.
board-pair-alone = Nadie más encajaría.
board-pair-warning = ⚠ { $warning }
board-less-nothing = igual de bien
board-less-little = un poco menos en común
board-less-clearly = bastante menos en común
board-less-much = mucho menos en común
board-less-better = encaja mejor, pero otra persona necesita más ese lugar
board-do-ok = { $number } · Aprobar
board-do-no = { $number } · Esta pareja no
board-do-else = { $number } · Otra persona
board-earlier = ◀ Antes
board-later = Más ▶
board-approved = Aprobado: { $mentee } con { $mentor }.
board-approved-all = Aprobadas: { $count } parejas. Nadie se entera hasta que las envíes.
board-approved-one = Aprobada: 1 pareja. Nadie se entera hasta que la envíes.
board-left-out = Queda fuera { $mentee } con { $mentor }: { $why }.
board-left-many = Quedan fuera { $count } parejas, porque algo ha cambiado desde el ensayo.
board-sure-all = ¿Aprobar las { $count } parejas? Nadie se entera hasta que las envíes. Antes puedes mirarlas.
board-count-changed = El tablero ha cambiado mientras tanto: ahora hay { $count } parejas. ¿Aprobarlas todas?
board-yes-all = Sí, aprobar { $count }
board-settled = Esa pareja ya no está en el tablero.
board-settled-by = { $name } ya ha decidido sobre esa pareja.
board-all-settled-by = { $name } ya las ha aprobado.
board-refuse = { $mentee } con { $mentor }: ¿ahora no, o nunca?
board-not-now = Ahora no
board-never-pair = Nunca
board-back = Volver
board-refused = De acuerdo: por ahora no juntamos a { $mentee } con { $mentor }.
board-forbidden = { $mentee } y { $mentor } no se juntan nunca. No se avisa a nadie.
board-another = En lugar de { $mentor }, para { $mentee }:
board-another-one =
    { $number }. { $mentor }: { $less }
    { $shared }
board-take = Elegir a { $mentor }
board-someone = alguien
board-no-other = Nadie más con un lugar libre encaja con { $mentee }. «Emparejar a mano» encuentra a cualquiera.
boardreason-reason = ¿Por qué { $mentee } y { $mentor } no deben juntarse nunca? Se guarda cifrado en el registro; no se avisa a nadie. O pulsa Saltar.
board-released = Enviado. { $now } de { $count } personas ven ahora sus propuestas.
board-released-kindly = Enviado. { $now } de { $count } personas ven ahora sus propuestas; las demás, a una hora amable donde viven, la última el { $day }, a las { $hour }.
board-released-at = De acuerdo: { $count } personas ven sus propuestas desde el { $day }, a las { $hour } (tu hora), cada una a una hora amable donde vive. Hasta entonces puedes retirarlas.
board-nothing-to-release = No hay nada que enviar.
board-released-by = { $name } ya las ha enviado.
board-do-recall-now = Retirar
board-recalled = Retirado: { $count } personas no se enteran de nada. Sus parejas siguen aprobadas.
board-recalled-not-all = { $gone } personas ya han visto las suyas, o están a punto: eso no lo puedo retirar.
board-recall-too-late = Es tarde para retirar algo: todas las personas han visto sus propuestas.
board-recall-nothing = No había nada en camino.
board-when-hint = Escribe un día y una hora que estén por llegar, por ejemplo: mañana a las 9, o lunes a las 14:30.
boardrelease-at = ¿Cuándo se envían? Escribe un día y una hora de tu reloj, por ejemplo: mañana a las 9, o lunes a las 14:30.
board-hand-unknown = No encuentro aquí a una persona que busca y a otra que acompaña con esos nombres. Escríbelos como están en el programa, o sus seudónimos, por ejemplo: Amina con Jonas
board-hand-several = ¿A quiénes te refieres?
board-hand-too-many = Podrían ser muchas personas. Escribe los nombres enteros, o sus seudónimos.
board-hand-one = { $mentee } ({ $one }) con { $mentor } ({ $other })
board-hand-fits =
    { $mentee } con { $mentor }: { $fit }
    { $shared }
board-hand-clear = Ninguna regla lo impide.
board-hand-unless =
    Lo que habla en contra, y tú puedes decidir otra cosa:
    { $rules }
board-hand-never =
    No es posible:
    { $rules }
board-hand-rule = • { $rule }
board-hand-instead = { $mentee } está en el tablero con { $mentors }; esta pareja ocupa ese lugar.
board-hand-make = Formar esta pareja
board-hand-anyway = Formarla de todos modos
board-hand-bar = Nunca estas dos personas
board-hand-again = Otros nombres
board-one-of-them = una de las dos personas
boardpair-names = ¿Quién con quién? Escribe a alguien que busca y a alguien que acompaña, por nombre o seudónimo, por ejemplo: Amina con Jonas
board-file = El tablero como archivo, { $count } parejas, con seudónimos. Puedes cambiarlo y enviármelo de vuelta como CSV: lo miro línea por línea antes de que pase nada.
board-file-named = El tablero como archivo, { $count } parejas, con nombres. Guárdalo bien, y bórralo después.
board-do-names = Con nombres
board-file-next = ¿Algo más?
board-fit-very-good = encajan muy bien
board-fit-good = encajan bien
board-fit-fair = encajan bastante
board-fit-thin = encajan poco
board-shares-known = conocen a { $names }
board-shares-city = viven en { $city }
board-shares-near = viven cerca ({ $one }, { $other })
board-shares-region = misma región ({ $region })
board-shares-country = mismo país ({ $country })
board-shares-origin = vienen de { $country }
board-shares-school = mismo centro de estudios ({ $school })
board-shares-field = estudiaron { $field }
board-shares-level = mismo nivel de estudios
board-shares-aim = hace el trabajo que la otra persona busca ({ $job })
board-shares-near-aim = hace un trabajo cercano al que la otra persona busca ({ $other })
board-shares-aim-field = trabaja en el campo que la otra persona busca ({ $field })
board-shares-job = mismo trabajo ({ $job })
board-shares-near-job = trabajos cercanos ({ $one }, { $other })
board-shares-work-field = mismo campo de trabajo ({ $field })
board-shares-goals = puede ayudar con { $goals }
board-shares-near-goal = puede ayudar con { $other }, cercano a { $one }
board-shares-interests = disfrutan de { $interests }
board-shares-near-interest = gustos cercanos ({ $one }, { $other })
board-shares-languages = hablan { $languages }
board-shares-nothing = nada que se pueda nombrar
board-warn-second = { $mentor } acompañaría a { $count } personas
board-warn-zones = sus relojes están a { $hours } horas
board-warn-hours = solo comparten { $hours } horas a la semana
board-left = { $name } ya no participa
board-age = { $name } no ha pasado la pregunta de la edad
board-stopped = { $name } lo dejó
board-unreachable = mis mensajes no le llegan a { $name }
board-away = { $name } está en pausa
board-seats = { $name } ya no tiene un lugar libre
board-training = { $name } no ha terminado la formación
board-check = falta una comprobación de { $name }, o ha vencido
board-locked = una pareja de { $name } está bloqueada
board-matched = { $name } ya tiene a alguien
board-apart = se mantienen aparte
board-rule-language = no comparten ningún idioma
board-rule-times = no coinciden en ningún momento de la semana
board-rule-mentee-wish = quien busca deseaba otro género
board-rule-mentor-wish = quien acompaña deseaba otro género
board-rule-know = ya se conocen
board-rule-household = viven en la misma casa
board-rule-inviter = una persona invitó a la otra
board-rule-rematch = se les juntó hace poco
board-rule-circle = quien busca acompaña a su vez a la otra persona, directamente o a través de otras
board-rule-self = son la misma persona
board-rule-apart = se mantienen aparte para siempre
board-rule-engaged = quien busca ya tiene a alguien

# --- programs at the desk
desk-programs = Programas
desk-programs-none = Ahora mismo no llevas ningún programa.
desk-programs-people = Mentees: { $mentees }, esperando mentora o mentor: { $waiting }. Mentores: { $mentors }, lugares libres: { $seats }. Lo dejaron: { $stopped }.
desk-programs-matches = Parejas: { $open } en marcha, { $paused } en pausa, { $proposed } propuestas, { $ended } terminadas.
desk-programs-weeks = Semanas en las que están: { $weeks }.
desk-programs-week = { $first } a { $last }: { $count }
desk-programs-newest = Programa: todas siguen la versión más nueva.
desk-programs-older = Programa: { $newest } siguen la versión más nueva, { $older } una anterior ({ $versions } versiones anteriores en uso).
desk-programs-round = La próxima ronda es el { $day }, a las { $hour }.
desk-programs-join = Para unirse, me escriben: /start { $mentee } o /start { $mentor }
desk-programs-desk = Mesa

# --- the desk: join links
desk-joins = Enlaces de entrada
desk-joins-head = Los enlaces de entrada llevan a la gente directamente a un programa. Haz uno para cada lugar donde lo repartas, y verás cuántas personas llegaron por ahí.
desk-join-one = { $number }. «{ $source }»: { $program }, { $whom }
desk-join-closed = { $number }. «{ $source }»: { $program }, { $whom } (cerrado)
desk-joins-more = Hay otros más antiguos; la línea de comandos los muestra todos.
desk-join-for-mentee = para quien busca mentoría
desk-join-for-mentor = para quien quiere acompañar
desk-join-for-any = para ambos lados
desk-join-new = Enlace nuevo
desk-join-look = Enlace { $number }
desk-join-close = Cerrar este enlace
desk-join-picture = Código QR para imprimir
desk-join-back = Todos los enlaces
desk-join-desk = Volver a mi mesa
desk-join-what = «{ $source }»: { $program }, { $whom }
desk-join-link = { $brand }: { $link }
desk-join-link-typed =
    { $brand }: { $link }
    Una vez ahí, se escribe { $typed }
desk-join-poster = Un cartel para imprimir: { $link }
desk-join-typed = Quien ya me escribe puede enviar simplemente { $code }.
desk-join-counted =
    Llegaron: { $came }
    Terminaron las preguntas: { $finished }
    Se les presentó a alguien: { $matched }
desk-join-nobody = Todavía no ha llegado nadie por este enlace.
desk-join-few = Hasta ahora han llegado menos de cinco personas por este enlace.
desk-join-too-few = muy pocas para mostrarlo
desk-join-is-closed = Está cerrado: a quien lo use ahora se le recibe como a cualquiera.
desk-join-gone = Aquí no hay ningún enlace así.
desk-join-caption = { $program }, { $whom }: «{ $source }»
desk-join-scan = Apunta aquí con la cámara del teléfono
desk-join-be-mentor = Ser mentora o mentor
desk-join-find-mentor = Encontrar mentora o mentor
newjoincode-program = ¿A qué programa debe llevar el enlace?
newjoincode-whom = ¿Para quién es?
newjoincode-whom-mentee = Para quien busca mentora o mentor
newjoincode-whom-mentor = Para quien quiere ser mentora o mentor
newjoincode-whom-any = Para ambos
newjoincode-source = ¿Dónde lo vas a repartir? Unas palabras que reconozcas, como «cartel de la biblioteca».

invitation-in-the-morning = Donde está { $mentee } ya es tarde, así que te conocerá por la mañana. Desde entonces le paso lo que escribas.
suggestions-asked-by-day = ¡Buena elección! Donde está { $mentor } ya es tarde, así que le pregunto por la mañana. Tiene hasta el { $day } para responder, y te escribo en cualquier caso.
relay-not-met = Donde está { $partner } ya es tarde y no te conocerá hasta mañana, así que no se lo he pasado. Envíalo mañana otra vez, por favor.

report-hidden = no se muestra
report-hidden-short = –
report-nothing-yet = Todavía no hay nada que mostrar.
report-too-few = Se trata de menos de cinco, así que no lo muestro: con tan pocos, todo el mundo sabría de quién se habla.
report-gives-away = Con estos filtros quedarían dentro o fuera menos de cinco, así que no muestro nada: elige filtros más amplios.
report-under-five = No se muestran grupos de menos de cinco, ni lo que permitiría deducirlos: «–».
report-week = Semana
report-month = Mes
report-pairs = Parejas
report-mentees = Mentees
report-mentors = Mentores
report-number = { $number }
report-funnel = Del primer mensaje a la despedida
report-came = llegaron
report-consented = aceptaron
report-adult = respondieron la edad
report-finished = contaron algo sobre sí
report-ready = tienen todo listo
report-proposed = recibieron una propuesta
report-introduced = fueron presentados
report-met = se encontraron
report-ended-well = terminaron el programa
report-funnel-says = De { $came } personas que llegaron, { $introduced } fueron presentadas a alguien, el { $share } %.
report-funnel-few = Llegaron { $came } personas. Menos de cinco fueron presentadas a alguien.
report-funnel-none = Llegaron { $came } personas. Ninguna ha sido presentada a nadie todavía.
report-funnel-about = De { $came } personas que llegaron, unas { $before } fueron presentadas a alguien.
report-funnel-most = Llegaron { $came } personas. Todas, o todas menos algunas (menos de cinco), fueron presentadas a alguien.
report-lost-consented = La mayoría de quienes lo dejan lo hace antes de aceptar.
report-lost-adult = La mayoría de quienes lo dejan lo hace en la pregunta sobre la edad.
report-lost-finished = La mayoría de quienes lo dejan lo hace mientras cuenta algo sobre sí.
report-lost-ready = La mayoría de quienes lo dejan lo hace durante la formación, antes de tener todo listo.
report-lost-proposed = La mayoría de quienes no han avanzado más espera una primera propuesta.
report-lost-introduced = La mayoría de quienes no han avanzado más tiene una propuesta que ambos deben aceptar.
report-lost-met = La mayoría de quienes no han avanzado más fue presentada, pero no se ha encontrado.
report-lost-ended = La mayoría de quienes no han avanzado más se ha encontrado y sigue, o lo dejó antes de tiempo.
report-funnel-defines = Todas las personas que escribieron por primera vez a este programa en los días pedidos; no se cuenta a quien pidió que se borrara todo. Cada barra cuenta a quienes llegaron al menos hasta ahí, fuera cuando fuera.
report-funnel-ready = Todo listo: mentees que contaron algo sobre sí; mentores que terminaron la formación y los controles del programa. Se encontraron: una de las dos personas dijo que se encontraron. Terminaron: la pareja llegó al final del programa. ≈: menos de cinco lo dejan ahí.
report-people = Personas
report-per-cent = % de quienes llegaron
report-stage = Hasta dónde
report-level-silent = silencio
report-level-one = uno de los dos
report-level-both = ambos
report-level-met = encuentro
report-level-all = encuentro y paso hecho
report-map = Cuánta vida tienen las parejas, semana a semana
report-map-says = En una semana normal, el { $met } % de { $pairs } parejas se encontró y el { $silent } % estuvo en silencio. La semana { $week } fue la más callada.
report-map-all = En una semana normal, el { $met } % de { $pairs } parejas se encontró y el { $silent } % estuvo en silencio.
report-map-fives = Parejas, cinco o más por línea
report-map-defines = Cada línea son cinco parejas o más que van parecido, con el color de la del medio, arriba las más activas; cada columna, una semana del programa. Silencio: que sepamos, ninguno escribió, hizo un paso ni dijo que se encontraron. Lo que escriben en otros sitios no lo vemos, y los mensajes se cuentan cuando la semana ha terminado.
report-steps = Pasos hechos por ambos
report-steps-says = Ambos hicieron su paso en el { $share } % de las semanas. La semana { $best } fue la mejor y la { $worst } la más difícil.
report-steps-all = Ambos hicieron su paso en el { $share } % de las semanas.
report-steps-defines = De las parejas que recibieron el paso de una semana, en cuántas ambos pulsaron «Hecho», uno lo hizo, o ninguno. Un paso que llegó hace menos de una semana aún no cuenta.
report-steps-both = ambos
report-steps-one = uno de los dos
report-steps-none = ninguno
report-meetings = Encuentros de una pareja en un mes
report-meetings-says = En { $month } una pareja se encontró { $times } veces en promedio; el { $share } % de { $pairs } parejas se encontró alguna vez.
report-meetings-few = En { $month } una pareja se encontró { $times } veces en promedio.
report-meetings-defines = Un encuentro: uno de los dos, o ambos, nos dijo que se vieron o hablaron en un turno de { $days } días. Se cuentan las parejas que estuvieron juntas el mes entero; este mes no ha terminado y no se muestra.
report-of-pairs = % de las parejas
report-times = Encuentros por pareja
report-met-at-all = Parejas que se encontraron
report-not-at-all = Parejas que no
report-check-ins = Cómo les va, con sus propias notas
report-check-ins-says = El día { $day } los mentees le dan un { $mentees } sobre 10 en promedio, y los mentores un { $mentors }.
report-check-ins-mentees = El día { $day } los mentees le dan un { $mentees } sobre 10 en promedio.
report-check-ins-mentors = El día { $day } los mentores le dan un { $mentors } sobre 10 en promedio.
report-apart = Donde respondieron ambos, las dos notas distan { $apart } en promedio.
report-check-ins-defines = Se pregunta a cada uno a solas, con un toque del 1 (difícil) al 10 (genial), en los días mostrados, contados desde la presentación y sin pausas. La franja contiene la media verdadera 95 veces de cada 100. Distancia: cuánto distan las dos notas de una pareja.
report-day = Día juntos
report-mark = Nota (1 a 10)
report-answered-mentees = Mentees que respondieron
report-answered-mentors = Mentores que respondieron
report-apart-short = Distancia
report-messages = Mensajes que recibe una persona por semana
report-messages-says = La última semana cada miembro recibió { $ours } mensajes nuestros; en una pareja, cada uno escribió { $theirs } al otro.
report-messages-ours-says = La última semana cada miembro recibió { $ours } mensajes nuestros.
report-messages-defines = Semanas enteras, de lunes a domingo (UTC), en promedio. Nuestros: todo lo que el bot escribió o cambió en el chat de alguien, para miembros del programa. Entre ellos: lo que uno de la pareja escribió al otro a través de Alongside; lo que escriben en otros sitios no lo vemos.
report-from-us = nuestros
report-between = entre los dos
report-members = Miembros
report-per-week = Mensajes por persona, en promedio
report-survival = Cuánto duran las parejas
report-survival-says = El { $share } % de las parejas sigue junto tras { $weeks } semanas; { $ended } de { $pairs } terminaron antes de tiempo.
report-survival-few = Menos de cinco de { $pairs } parejas terminaron antes de tiempo.
report-survival-most = Todas menos unas pocas (menos de cinco) de { $pairs } parejas terminaron antes de tiempo.
report-survival-none = Ninguna de { $pairs } parejas terminó antes de tiempo.
report-survival-defines = Parejas presentadas en los días pedidos. La curva dice qué parte sigue junta tras tantas semanas (Kaplan-Meier); la franja contiene la parte verdadera 95 veces de cada 100. Las parejas que siguen, o que llegaron al final del programa, cuentan por el tiempo que duraron, y no como terminadas antes de tiempo.
report-survival-steps = La curva solo baja donde han terminado cinco parejas o más desde la última vez; se detiene donde quedan menos de cinco.
report-together = % que sigue junto
report-weeks-together = Semanas desde la presentación
report-ended-early = Terminaron antes
report-reason-no-time = falta de tiempo
report-reason-no-fit = no encajaban
report-reason-no-contact = no hubo contacto
report-reason-silent = silencio
report-reason-blocked = uno bloqueó al otro
report-reason-concern = hubo un aviso
report-reason-left = uno dejó Alongside
report-reason-other = otra cosa
report-most-no-time = El motivo más frecuente: falta de tiempo.
report-most-no-fit = El motivo más frecuente: no encajaban.
report-most-no-contact = El motivo más frecuente: no hubo contacto.
report-most-silent = El motivo más frecuente: silencio.
report-most-blocked = El motivo más frecuente: uno bloqueó al otro.
report-most-concern = El motivo más frecuente: hubo un aviso.
report-most-left = El motivo más frecuente: uno dejó Alongside.
report-most-other = El motivo más frecuente: otra cosa.
report-waiting = Cuánto esperan los mentees
report-waiting-says = La mitad de los { $people } mentees que tienen pareja esperó { $days } días o menos.
report-waiting-none = Ningún mentee tiene pareja todavía.
report-waiting-few = Menos de cinco mentees tienen pareja por ahora.
report-waiting-now = { $people } esperan ahora mismo.
report-waiting-defines = Desde el día en que un mentee contó algo sobre sí hasta el de su primera presentación; para quienes esperan, hasta hoy. Mentees que llegaron en los días pedidos; quienes lo dejaron no cuentan.
report-how-long = Cuánto tiempo
report-have-match = tienen pareja
report-still-wait = esperan ahora
report-span-week = hasta una semana
report-span-two = de 1 a 2 semanas
report-span-four = de 2 a 4 semanas
report-span-eight = de 4 a 8 semanas
report-span-more = más
desk-figures = Informe
desk-figures-program = ¿Qué programa quieres ver?
desk-figures-which =
    { $program }, { $filters }.
    ¿Qué imagen dibujo? Puedes acotarlo escribiendo, por ejemplo: /report últimos 30 días, itinerario study
desk-figures-everything = todo hasta hoy
desk-figures-since = desde { $day }
desk-figures-until = hasta { $day }
desk-figures-all = Todas las imágenes
desk-figures-again = Otra imagen
desk-figures-back = Volver a la mesa
desk-figures-begun = Estoy contando y dibujando. La primera imagen llega enseguida.
desk-figures-drawing = Dibujando: { $done } de { $all } …
desk-figures-sent = Aquí tienes: { $program }, { $filters }.
desk-figures-failed = Ahora mismo no he podido hacer este informe. Inténtalo otra vez en unos minutos con /report, por favor.
desk-figures-unread = No he entendido «{ $words }». Entiendo días (últimos 30 días, desde 2027-01-01, hasta 2027-03-31), itinerario, idioma, etiqueta y cohorte con un nombre detrás, mentees o mentores, y el nombre de un programa.
desk-figures-too-much = Son más filtros de los que puedo tomar a la vez. Quita uno, por favor.
cast-fault-certain = No queda nadie con quien haya dudas; no ha cambiado nada.
cast-fault-late = Ya es tarde para enviarlo otra vez: solo valía la pena leerlo hasta entonces. No se envía nada.
cast-again = Enviar otra vez a esas { $count }
cast-leave = Dejarlo así
cast-unsure = No puedo saber si esas { $count } personas lo recibieron, así que no se lo he enviado dos veces. Si lo envío otra vez, quizá alguien lo lea dos veces; si no, quizá alguien no lo lea nunca.
cast-text-full = Con todo lo que se rellena puede llegar a { $count } letras, y hay lugar para { $most }. Hazlo más corto, por favor.
standing-help-hard = Cuando algo pesa demasiado, a ti o a otra persona, aquí hay ayuda:
signs-here-again = ¡Qué bueno verte de nuevo, { $name }! Hubo silencio { $days } días. Así que { $partner } y tú siguen: van por la semana { $week } de { $all }, y lo próximo es el paso más nuevo. Si ahora no es el momento, deja descansar los pasos con el botón de abajo.
cohort-welcome = Esta es la sala de { $name }. De vez en cuando dejo aquí algo de lo que hablar. ¿Tienes una pregunta? Mencióname con ella, o responde a uno de mis mensajes, y alguien de la coordinación contesta aquí. Guardo esas preguntas y nada más de lo que escribas aquí.
cohort-noted = Ya la he pasado. Alguien de la coordinación contesta aquí.
cohort-answered =
    { $name } responde:

    { $words }
cohort-ask-how = Escribe tu pregunta justo detrás de eso, y la paso.
cohort-privately = Para eso, escríbeme en nuestro propio chat, por favor.
cohort-unknown-code = No conozco este código. La persona que coordina encuentra el correcto en /desk.
cohort-list = Preguntas y respuestas de { $name }:
cohort-list-empty = En { $name } todavía no se ha respondido nada.
cohort-list-item =
    «{ $question }»
    { $name }: { $answer }
cohort-list-item-there =
    «{ $question }»
    Esto se respondió en la sala.
cohort-offer = { $name }: empiezan el { $day }. Son mentores de { $program } que hacen su formación a la vez y hablan de ella en una sala de { $brand }. Ahí nadie ve hasta dónde has llegado. ¿Te gustaría participar? Puedes dejarlo cuando quieras.
cohort-join = Unirme a { $name }
cohort-leave = Dejar { $name }
cohort-joined = Ya formas parte de { $name }.
cohort-joined-slack = Te llevo al canal; lo encuentras entre tus canales.
cohort-joined-link = Por aquí se entra al grupo: { $link }
cohort-joined-soon = La sala todavía no está. Te escribo en cuanto puedas entrar.
cohort-joined-elsewhere = La sala está en Slack. Escríbeme allí una vez, para que te conozca, y vuelve a pulsar el botón.
cohort-left = Ya no formas parte de { $name }. De la sala sales como de cualquier otra.
cohort-over = { $name } ha terminado, así que ya no hay a qué unirse.
cohort-gone = Ese grupo ya no existe.
cohort-not-yours = Esto es para mentores de { $program } que están en formación.
cohort-report-here = Escribiste en la sala que algo no va bien. Eso es mejor contarlo aquí, donde solo lo leo yo: escribe /report, o /help, y te llevo hasta alguien.
cohort-none-mine = Ahora mismo no formas parte de ningún grupo en formación.
desk-cohorts = Grupos en formación
desk-cohorts-head = Aquí están los mentores que hacen juntos su formación, con una sala para hablar y alguien que contesta a sus preguntas.
desk-cohort-one = { $number }. { $name }: { $program }, desde el { $day } ({ $status })
desk-cohort-new = Grupo nuevo
desk-cohort-look = { $number } · Ver
desk-cohort-back = Todos los grupos
desk-cohort-desk = Mesa
desk-cohort-about =
    { $name }
    { $program }, desde el { $day }, en { $brand }. Estado: { $status }.
desk-cohort-people = Miembros: { $count }. De ellos han terminado la formación: { $finished }.
desk-cohort-nobody = Todavía no se ha unido nadie.
desk-cohort-finished = Han terminado: { $names }
desk-cohort-at = { $name }: le toca «{ $lesson }»
desk-cohort-at-start = { $name }: no ha empezado
desk-cohort-at-end = { $name }: ha leído las lecciones, queda algo por repasar
desk-cohort-prompts = Mensajes que faltan por salir: { $count }. El próximo es el { $day }, { $hour }.
desk-cohort-no-prompts = No queda ningún mensaje por salir.
desk-cohort-lost-prompts = Mensajes que no salieron porque ya era tarde: { $count }.
desk-cohort-asked = Preguntas: { $open } abiertas, { $answered } respondidas.
desk-cohort-invite = Invitar a mentores
desk-cohort-questions = Preguntas ({ $count })
desk-cohort-move = Cambiar el comienzo
desk-cohort-end = Terminar
desk-cohort-end-sure = ¿Termina { $name }? Ya no saldrán más mensajes. La sala sigue ahí, y las respuestas también.
desk-cohort-end-yes = Sí, que termine
desk-cohort-new-room = Otra sala
desk-cohort-try-again = Intentarlo otra vez
desk-cohort-invited = Pregunto a cada mentor de { $program } que no ha terminado su formación si quiere unirse.
desk-cohort-tried = Lo intento otra vez. Si no funciona, te lo digo.
desk-cohort-no-questions = No hay ninguna pregunta abierta.
desk-cohort-question = { $number }. { $name }: «{ $words }»
desk-cohort-someone = Alguien
desk-cohort-answer = { $number } · Responder
desk-cohort-there = { $number } · Respondida allí
desk-cohort-sent = Gracias. Tu respuesta ya está en la sala y en la lista.
desk-cohort-settled = Esta pregunta ya está resuelta.
desk-cohort-moved = { $name } empieza ahora el { $day }.
desk-cohort-made-slack = Estoy creando el canal de { $name }. Te aviso cuando esté.
desk-cohort-made-telegram =
    { $name } necesita un grupo en Telegram, y solo tú puedes crearlo:
    1. Crea un grupo nuevo y, si quieres, activa «Temas» en sus ajustes (entonces hago un tema propio).
    2. Añádeme ({ $bot }) y hazme administrador con permiso para invitar a personas y gestionar temas.
    3. Escribe esto en el grupo: /cohort { $code }
desk-cohort-nowhere = Las salas de varias personas solo existen en Slack y Telegram, así que en el ensayo no hay ninguna. Con el bot en una de las dos, aquí es donde se crean.
desk-cohort-ready = La sala de { $name } ya está. ¿Quieres invitar a los mentores en formación?
desk-cohort-trouble-slack = Ya no puedo escribir en la sala de { $name }. Quizá archivaron o borraron el canal, o me quitaron de él. Desarchívalo o vuelve a añadirme (/invite) y pulsa Intentarlo otra vez; o deja que cree otra. No se pierde nada.
desk-cohort-trouble-telegram = Ya no puedo escribir en la sala de { $name }. Quizá borraron el tema, o me quitaron del grupo. Vuelve a añadirme, dame permiso para escribir y pulsa Intentarlo otra vez; o elige otra sala. No se pierde nada.
desk-cohort-refused-slack = Slack no me dejó crear la sala de { $name }: a la aplicación le falta un permiso, o el espacio de trabajo no lo admite. Pide a quien lleva el bot que ejecute «alongside doctor», que dice lo que falta. Después pulsa Intentarlo otra vez.
desk-cohort-refused-telegram = No pude crear un tema para { $name }. Hazme administrador del grupo con permiso para gestionar temas y escribe allí otra vez: /cohort { $code }
desk-cohort-uninvited = Slack no me dejó llevar a todas las personas a la sala de { $name }. Añade tú a quien falte, por favor.
desk-cohort-no-link = No pude crear un enlace de invitación para el grupo de { $name }. Hazme administrador con permiso para invitar y pulsa Intentarlo otra vez; o añade tú a las personas.
desk-cohort-waiting = Espera a su grupo: /cohort { $code }
desk-cohort-status-making = se está creando la sala
desk-cohort-status-waiting = espera a su grupo
desk-cohort-status-open = en marcha
desk-cohort-status-ended = terminado
desk-cohort-status-troubled = no llega nada a su sala
desk-cohort-open = preguntas abiertas de un grupo en formación
desk-cohort-open-why = En { $name } preguntaron en su sala y esperan respuesta. Preguntas abiertas: { $count }.
desk-cohort-asks = { $name }: preguntas abiertas: { $count }
desk-do-questions = Ver las preguntas
cohortanswering-words = ¿Cuál es tu respuesta? La ven todos en la sala, con tu nombre.
newcohort-program = ¿Para qué programa se forman?
newcohort-name = ¿Cómo se llaman? Un nombre corto, como «Voluntarios de primavera».
newcohort-begins = ¿Qué día empiezan?
newcohort-language = ¿Qué idioma hablan en su sala?
newcohort-where = ¿Dónde estará su sala?
movingcohort-begins = ¿Qué día empiezan entonces?
desk-report-still-locked = La pareja de { $mentee } y { $mentor } sigue bloqueada. ¿Continúa o termina para siempre?
cohort-way-in = La sala de { $name } ya está. Por aquí se entra: { $link }
cast-fault-alone = Va a { $value } personas, así que otra persona tiene que dar el visto bueno, y todavía no hay nadie más que pueda. Invita a otra persona a coordinar desde tu mesa, o pide a quien me administra que lo empiece. No se envía nada.
whomet-who = ¿Con quién te has visto o has hablado estos días? Toca los nombres y luego Listo. Si todavía con nadie, pulsa solo Listo. Solo el programa ve tu respuesta.
met-not-yet-all = No pasa nada, hay semanas así. Gracias por contármelo.
desk-menu-how = Pulsa uno de estos botones o escribe lo que pone. También puedes escribir: { $words }.
desk-list-rests = { $item } · ahora descansa
kind-cohort = un grupo de mentores en formación

cast-fault-dropped = Ese borrador ya no está: se descartó o se cambió por uno nuevo. Desde aquí no se envía nada.
cast-fault-waits = Ahora mismo espera a una segunda persona. Si quieres cambiar algo, descártalo primero y escríbelo de nuevo, por favor.
cast-change = Cambiarlo
cast-change-words = Cambiar las palabras
cast-change-whom = Elegir a otras personas
cast-change-when = Otro momento
cast-change-which = ¿Qué quieres que sea distinto? Todo lo demás se queda como está.
cast-change-nothing = Dejarlo como está
cast-not-sent = No enviarlo
cast-no-room-for-picture = Debajo de una imagen caben { $most } letras, y uno de tus textos es más largo. Pulsa Saltar por ahora: al final puedes acortar las palabras y después añadir la imagen, con “Cambiarlo”.

desk-former = Ya no estás en la { $role }, así que aquí ya no tienes mesa. ¡Gracias por tu trabajo!

desk-numbers = Cómo va todo
desk-numbers-head =
    Cómo va todo:
    • Informe: imágenes aquí en el chat, con una frase cada una
    • Programas: cada uno en números
    • Panel: una página para mirar, con cada pareja
desk-people-more = Con Invitar, alguien entra en la coordinación. Los enlaces de entrada traen a mentees y mentores. Los grupos en formación son para voluntarias y voluntarios que se forman a la vez. Las comprobaciones son lo que hace falta antes de proponer a alguien a una mentora o un mentor.

asking-needs-answer = Esta no se puede saltar. Basta con una respuesta corta.
asking-unasked = ¡Gracias! Ahora mismo no lo necesito.
forgetting-which = Tienes dos preguntas abiertas y quiero saber bien a cuál respondes. Primero esta:

desk-news = { $name }, esto es nuevo en tu lista desde la última vez que la miraste:
desk-news-part = { $count } × { $kind }
desk-news-less = Avísame solo los lunes
desk-news-more = Avísame cada día
desk-news-mondays = De acuerdo: desde ahora te aviso solo los lunes. Los avisos de problemas, y quien pueda necesitar ayuda, siguen llegando enseguida. Para cambiarlo: /desk y luego Personas.
desk-news-daily = De acuerdo: cuando haya algo nuevo en tu lista, te aviso por la tarde, una vez al día como mucho.
desk-news-urgent = ⚠ { $name }, es posible que alguien lo esté pasando muy mal. Vio enseguida dónde hay ayuda. Mira tu lista, por favor, y ponte en contacto hoy mismo.

board-undo = Deshacer
board-undone = Deshecho: { $mentee } con { $mentor } vuelve a estar en el tablero.

standing-help-staff = Ayudas a llevar el programa. Escribe /desk para ver quién te necesita hoy y qué más puedes hacer ahí.
asking-greeting = ¡Hola! Estamos aquí:
standing-welcome = ¡De nada! 🌱 Te escribo aquí cuando haya novedades.
cast-change-picture = Otra imagen, o ninguna
board-undone-held = Deshecho: { $mentee } con { $mentor } está aprobada como antes.
board-undone-all = Deshecho. Nadie se ha enterado.
board-undo-late = Eso ya no lo puedo deshacer: { $why }. No ha cambiado nada.
board-hand-let = Que puedan volver a coincidir
board-hand-pair = Mirar a estas dos personas
board-hand-allowed = { $mentee } y { $mentor } pueden volver a formar pareja.
board-hand-not-staff = No fue el equipo quien separó a { $mentee } y { $mentor }, sino una de las dos personas, o cómo terminó su pareja. Así se queda.
shape-place-maybe = No conozco ningún lugar con ese nombre. ¿Te refieres a este? Si no, escribe la ciudad grande más cercana.
shape-place-maybes = No conozco ningún lugar con ese nombre. ¿Es uno de estos? Si no, escribe la ciudad grande más cercana.
shape-languages-maybe = ¿Te refieres a este idioma: { $language }? Entonces púlsalo. Si no, escribe el idioma de otra manera, por favor.

standing-open-here = Estamos en medio de unas pocas preguntas. Esta es la que está abierta:
standing-new-here = Ayudo a encontrar mentora o mentor, o a serlo. Para empezar, pulsa el botón o escribe «hola». Son unos cinco minutos.
standing-stop-staff = Cuando alguien avise de un problema, te lo seguiré diciendo, porque ayudas a llevar el programa. Para terminar también con eso, escribe /desk y pulsa Personas.
report-rounded = Con filtros, el número de personas y de parejas se redondea de cinco en cinco, para que nadie pueda deducir quién es restando una imagen de otra.
board-file-how = Aquí puedo recibir parejas de una hoja de cálculo: guárdala como CSV y envíame ese archivo. La primera línea nombra las columnas «mentee» y «mentor»; debajo va una pareja por línea, por nombre o seudónimo. «nunca» en una columna «status» separa a dos personas. Te enseño lo que he entendido antes de que pase nada. Este archivo no lo he guardado.
board-file-which = ¿Parejas para qué programa?
board-file-reading = Estoy leyendo el archivo; todavía no se ha hecho nada.
board-file-taking = Un momento…
board-file-dropped = De acuerdo, no se ha hecho nada y he olvidado el archivo.
board-file-no-more = Ya no tengo ese archivo. Envíalo otra vez, por favor.
board-file-settled = Ese archivo ya está resuelto; no ha pasado nada más.
board-file-workbook = Eso es un libro de cálculo. Guárdalo como «CSV UTF-8» (en el menú: Guardar como, o Descargar) y envíame ese archivo.
board-file-no-text = No puedo leer ese archivo. Guárdalo como «CSV UTF-8» y envíalo otra vez.
board-file-columns = No encuentro las columnas: la primera línea tiene que nombrar «mentee» y «mentor». Añádela y envía el archivo otra vez.
board-file-no-lines = En ese archivo no hay parejas, solo la primera línea.
board-file-too-many = Ese archivo tiene más de 2000 líneas. Envíalo por partes; o quien lleva el servidor puede cargarlo entero con «alongside matches import».
board-file-too-large = Ese archivo es demasiado grande: aquí leo hasta 1 MB. Envíalo por partes.
board-file-gone = El archivo ya no está. Envíalo otra vez, por favor.
board-file-unreachable = Ahora mismo no he podido traer el archivo. Envíalo otra vez, por favor.
board-file-failed = No ha funcionado, y no se ha hecho nada. Prueba otra vez; si vuelve a fallar, avisa a quien lleva el servidor.
board-file-read = { $count } líneas leídas; todavía no se ha hecho nada.
board-file-read-one = 1 línea leída; todavía no se ha hecho nada.
board-file-pairs = • para aprobar: { $count } ({ $example })
board-file-apart = • para separar para siempre: { $count } ({ $example })
board-file-pair = { $mentee } con { $mentor }
board-file-and-so-on = { $pairs } …
board-file-further = • otras sugerencias para las mismas personas: { $count }
board-file-there = • nada que hacer, ya está así: { $count }
board-file-faulty = • con un error: { $count }
board-file-fault = Línea { $number }: { $why }.
board-file-more = Y { $count } más: están todas en el archivo de abajo.
board-file-all-faults = Todas las líneas con un error, y por qué
board-file-mend = Puedes corregir estas líneas y enviar el archivo otra vez, o seguir sin ellas.
board-file-mend-all = Así no puedo hacer nada. Corrige estas líneas y envía el archivo otra vez.
board-file-nothing = Así que no hay nada que hacer.
board-file-override = De ellas, { $count } solo chocan con una regla que tú puedes decidir de otra manera.
board-file-no-mentee = aquí nadie que busque mentora o mentor se llama «{ $mentee }»
board-file-no-mentor = aquí ninguna mentora ni mentor se llama «{ $mentor }»
board-file-empty = falta una de las dos personas
board-file-several = «{ $mentee }» con «{ $mentor }» puede ser varias personas; usa sus seudónimos
board-file-twice = { $name } está dos veces en el archivo
board-file-take = Sí, tomar { $count }
board-file-anyway = Tomar { $count }, con o sin reglas
board-file-drop = No, déjalo
board-file-undo = Deshacerlo todo
board-file-taken = Hecho. Aprobadas: { $pairs }. Separadas: { $apart }. Nadie se entera hasta que las envíes.
board-file-taken-pairs = Hecho. Aprobadas: { $pairs }. Nadie se entera hasta que las envíes.
board-file-left-out = Sin hacer: { $count }.
board-file-undone = Deshecho: { $count }. Nadie se ha enterado.
board-file-not-undone = { $count } ya no las he podido deshacer: van en camino o ya están resueltas.

reporting-other = la otra persona
step-noted-before = Eso ya lo tengo anotado, gracias.
reporting-thanks-over = Gracias por contármelo. Tu aviso está ahora con la coordinación de { $program }. Lo leen, deciden qué hacer y puede que te escriban aquí. Nadie más se entera, ni ahora ni después.
asking-keep = Dejarlo así
asking-so-far = Hasta ahora: { $answer }
cast-picture-sent = la imagen que enviaste
forgetting-not-yet = Todavía no se borró nada, y solo borro lo que me contaste cuando tengo la certeza de que lo quieres así. Pulsa una de las dos opciones o escríbela completa.
cast-later = Sale el { $day }, a las { $hour } del reloj de cada persona.
cast-stopping = deteniéndose: { $count }

desk-check-awaited = espera una comprobación
desk-check-awaited-why = { $person } ya terminó todo lo demás y espera a que se registre esto: { $awaits }.
desk-do-record = Registrar la comprobación
desk-did-record-check = registró una comprobación
desk-did-undo-check = deshizo una comprobación
desk-checks = Comprobaciones
desk-checks-head = Mentoras y mentores con una comprobación que falta o vence pronto: { $count }. Primero, quienes la esperan.
desk-checks-none = A nadie le falta una comprobación ni le vence pronto. 🌿
desk-checks-one = { $number }. { $name } ({ $program }): { $checks }
desk-checks-waits = { $item } · la espera
desk-checks-look = { $number } · { $name }
desk-checks-before = ◀ Antes
desk-checks-more = Más ▶
desk-checks-find = Buscar por nombre
desk-checks-desk = Volver a mi mesa
desk-checks-nobody = En tus programas no encuentro a ninguna mentora ni mentor con ese nombre.
desk-checks-several = ¿A quién te refieres?
desk-checks-too-many = Hay muchas personas con ese nombre. Escribe un poco más de él.
deskfinding-name = ¿Quién es? Escribe su nombre, o cómo empieza.
desk-check-head = { $name }, mentora o mentor de { $program }
desk-check-none = { $program } no pide comprobaciones.
desk-check-one = • { $check }: { $standing }
desk-check-missing = aún no registrado
desk-check-failed = no superado
desk-check-endless = registrado, sin fecha de fin
desk-check-until = registrado, vale hasta el { $day }
desk-check-ran-out = venció el { $day }
desk-check-trains = La formación la tiene aún por delante, o a medias.
desk-check-record = Registrar: { $check }
desk-check-change = Cambiar: { $check }
desk-check-write = Escribir a { $name }
desk-check-all = Todas las comprobaciones
desk-check-which = ¿Qué comprobación de { $name } quieres registrar?
desk-check-how-long = { $check }, de { $name }: ¿cuánto tiempo vale?
desk-check-usual = Lo habitual: { $day }
desk-check-year = 1 año
desk-check-years = { $count } años
desk-check-no-end = Sin fin
desk-check-other-day = Otro día
desk-check-not-passed = No superado
desk-check-sure = { $check }, de { $name }: registrado, hasta el { $day }. ¿Lo guardo así? { $name } se entera enseguida.
desk-check-sure-endless = { $check }, de { $name }: registrado, sin fecha de fin. ¿Lo guardo así? { $name } se entera enseguida.
desk-check-sure-failed = { $check }, de { $name }: no superado. ¿Lo guardo así? A { $name } le digo con tacto que el programa no pudo confirmarlo, y no recibe más propuestas. Las personas a las que ya acompaña siguen a su lado.
desk-check-last = Es lo último que falta: desde ese momento le busco a alguien.
desk-check-yes = Sí, registrarlo
desk-check-back = No, volver
desk-check-done = Listo. { $check }, de { $name }: { $standing }.
desk-check-undo = Deshacer
desk-check-undone = Deshecho. { $check }, de { $name }, vuelve a estar así: { $standing }. { $name } se entera de que fue un error.
desk-check-changed = Mientras tanto { $check }, de { $name }, está así: { $standing }. No lo he cambiado.
desk-check-same = Eso ya está registrado: { $check }, de { $name }, { $standing }.
desk-check-past = Ese día ya pasó. Escribe uno que esté por venir.
desk-check-to-person = Comprobaciones de { $name }
desk-check-gone = { $name } ya no es mentora ni mentor en tus programas, así que no hay nada que registrar.
desk-check-own = Estas son tus propias comprobaciones. Tiene que registrarlas alguien más del equipo.
deskchecking-until = ¿Hasta qué día vale? { $check }, de { $whom }.
checks-undone = Perdona, una corrección de { $program }: lo último que te dije sobre esto fue un error. Está como antes: { $check }.
screening-thanks = Gracias.
onboarding-consent-why = Necesito tu sí antes de guardar nada. Si dices que no, no guardo nada, y tampoco pasa nada.
onboarding-born-why = Es lo primero que pregunto a todo el mundo, por las normas del programa. No guardo la fecha.
onboarding-role-why = En la mentoría, una persona con experiencia te acompaña durante unas semanas. Puedes buscar a alguien así, o serlo para otra persona.
onboarding-program-why = Cada programa es para personas distintas. Elige el que más se parezca a ti.
onboarding-name-why = Es como te llamaré yo, y como te llamará la persona con la que te presente. No hace falta tu nombre completo.
onboarding-goal-why = Me ayuda a encontrar a alguien que sepa de eso. Puedes cambiarlo después.
onboarding-offer-why = Así sé a quién podrías ayudar más. Puedes cambiarlo después.
onboarding-profession-why = A la gente le gusta conocer a alguien de su mismo oficio. También cuenta lo que hacías antes.
onboarding-place-why = Así sé qué hora es donde estás y quién vive cerca. Basta con el nombre del lugar; nunca pido tu dirección.
onboarding-languages-why = Tú y la persona con la que te presente necesitan un idioma en común.
onboarding-education-why = Me ayuda a encontrar a alguien que ha pasado por lo mismo que tú. Cualquier respuesta vale.
onboarding-school-why = Quienes han ido al mismo centro suelen tener de qué hablar.
onboarding-interests-why = Algo que les guste a ambas personas hace más fácil la primera charla.
onboarding-times-why = Para que tú y la persona con la que te presente coincidan a alguna hora. Puedes cambiarlo después.
onboarding-known-why = No escribo a las personas que nombras. Si la persona con la que te presente también conoce a alguna, se lo digo a ambas partes.
onboarding-seats-why = Como tú quieras. Con una basta para empezar, y puedes cambiarlo después.
onboarding-wish-why = Hay quien está más a gusto con una mujer, y hay quien con un hombre. Cualquier respuesta vale.
training-about-why = Es lo que alguien lee sobre ti antes de conocerte. Basta con lo que haces, lo que te gusta o lo que has vivido.
aside-robot = Soy un programa informático, no una persona. Hago unas preguntas, busco a alguien que encaje y paso los mensajes. De todo se ocupan las personas que llevan el programa de mentoría.
aside-why = Ayuda a encontrar a alguien que encaje contigo. Basta con una respuesta corta.
aside-told = Perdona que pregunte otra vez. No encontré la respuesta en lo que escribiste.
aside-unsure = No pasa nada, no hay prisa.
aside-unsure-counted = No pasa nada. Basta con una respuesta aproximada, y puedes cambiarla después.
aside-unsure-skip = No pasa nada. Puedes saltar esta pregunta.
aside-cost = Es gratis, y aquí nadie debería pedirte dinero.
aside-long = Unos cinco minutos en total. Puedes parar cuando quieras y seguir otro día.
aside-later = No pasa nada. Guardo lo que me has contado. Escríbeme cuando quieras seguir.
aside-tiresome = Siento que esto sea pesado. Seguimos cuando quieras, o escribe /stop.
aside-welcome = ¡De nada!
aside-light = 🙂
aside-can-wait = Mi pregunta puede esperar. Cuando quieras, escríbeme y seguimos por ahí.
aside-wordless = Aquí solo puedo leer palabras. ¿Puedes escribirlo?
whom-answered = ¿O tu pregunta era para { $partner }?
shape-work-maybe = ¿Querías decir «{ $work }»?
shape-work-yes = Sí, { $work }
shape-work-no = No, { $said }
aside-tongues = Puedo escribirte en { $languages }. Para cambiar, escribe /language. Bastan respuestas cortas y sencillas, con tus palabras.
step-behind = Nuevo para una semana que ya pasaste, por si quieres ponerte al día, con el botón de abajo: { $title }
step-button-catch-up = Ponerme al día: { $title }
aside-then = Después de estas preguntas busco a alguien que encaje contigo y te escribo aquí. Puede tardar unos días, a veces unas semanas.
aside-change = Al final puedes cambiar todas las respuestas. Para volver ahora, escribe «atrás».
shape-place-namesake = También hay un país que se llama así. ¿Te refieres a esta ciudad? Si no, escribe la ciudad grande más cercana.
cast-your-mentor = quien te acompaña
aside-edited = Veo que cambiaste un mensaje, pero de ahí no puedo tomar una respuesta. Al final puedes cambiar todas, o escribe «atrás» ahora.
desk-human = pidió hablar con una persona
desk-human-why = { $person } quiere hablar con una persona y no conmigo. Escríbele, por favor; te contestará aquí. Después pulsa «Hecho».
desk-nameless = esta persona
wanted-told = Detrás de { $program } hay personas, y les he dicho que quieres hablar con alguien. Te escribirán aquí, normalmente en menos de dos días.
wanted-told-out-of-hours = Detrás de { $program } hay personas, y les he dicho que quieres hablar con alguien. Vuelven el { $day }; te escribirán aquí entonces, o un poco después.
wanted-not-yet = Soy un programa informático, pero detrás de cada programa de mentoría hay personas. Cuando hayas elegido uno, les diré que quieres hablar con alguien, y te escribirán aquí.
aside-stopping = Sí, en cualquier momento. Escribe /stop y no te escribo más. Escribe /delete y olvido todo lo tuyo.
aside-else = No puedo responder a todo. Si prefieres preguntar a una persona, escribe «una persona».
aside-named = Ya tengo tu nombre, gracias.
