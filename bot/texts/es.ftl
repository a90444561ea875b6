# Español. Un mensaje por cada texto que leen las personas; lo que falta aquí se dice en inglés.

# --- el hilo de la conversación ---
asking-progress = { $at } de { $all }
asking-progress-skip = { $at } de { $all } · puedes saltar esta pregunta
asking-back = ‹ Atrás
asking-skip = Saltar
asking-skipped = (sin responder)
asking-answered = ✓ { $answer }
asking-noted = Gracias, anotado.
asking-first = Esta es la primera pregunta, no hay nada antes.
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
    Gracias por decírmelo. Lo siento, en este momento no puedo ofrecerte una plaza en este programa. No tiene nada que ver contigo como persona, y he borrado lo que me contaste.

    No tienes que arreglártelas por tu cuenta: alguien del profesorado, de la biblioteca o de tu confianza puede ayudarte a encontrar personas cerca de ti. Y en findahelpline.com hay líneas gratuitas y confidenciales para hablar, en todos los países.

    Te deseo todo lo mejor.
screening-declined = Está bien. No he guardado nada de lo que me contaste. Si cambias de opinión, solo tienes que volver a escribirme.

# --- dónde estás, ayuda, privacidad, parar ---
standing-next-mentee =
    ¡Gracias, { $name }! Estás en la lista para { $program }.

    Lo que pasa ahora: buscamos una persona mentora que encaje contigo. Puede tardar unos días, a veces algunas semanas, porque preferimos encontrar a alguien adecuado antes que hacerlo rápido. Te escribiré aquí en cuanto haya alguien. Hasta entonces no tienes que hacer nada.
standing-next-mentor =
    ¡Gracias, { $name }! Estás en la lista de mentoras y mentores para { $program }.

    Lo que pasa ahora: el programa se pondrá en contacto contigo para contarte sus pautas y una breve formación. Después buscamos a alguien a quien puedas acompañar. Puede tardar algunas semanas. Te escribiré aquí.
standing-next-both =
    ¡Gracias, { $name }! Estás en las dos listas para { $program }: para encontrar mentora o mentor, y para serlo.

    Lo que pasa ahora: buscamos a alguien que te acompañe, y el programa se pondrá en contacto contigo para contarte sus pautas y una breve formación. Ambas cosas pueden tardar algunas semanas. Te escribiré aquí.
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
standing-privacy =
    Qué guardo: las respuestas que me das, cifradas, y que pasaste la pregunta de la edad (no tu fecha de nacimiento).
    Quién lo ve: la coordinación de tu programa. Tu mentora, mentor o la persona que acompañas solo ve lo que tienen en común.
    Quién no: nadie más. No se vende nada y no hay publicidad.
    Cuánto tiempo: hasta que lo borres. Lo que no termines de responder se borra a los 30 días.

    Para borrarlo todo, escribe /delete.
standing-stop = De acuerdo, paro aquí y no te escribo más. Lo que me contaste sigue guardado para que puedas continuar más tarde: solo escribe /start. Si prefieres que lo olvide todo, pulsa el botón o escribe /delete.
standing-forget-sure = ¿Olvido todo lo que me contaste? No se puede recuperar, y dejarías el programa.
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
    • La coordinación del programa puede verlas. La otra persona solo ve lo que tienen en común.
    • Puedes irte y borrarlo todo en cualquier momento: escribe /stop o /delete.

    ¿Te parece bien?
onboarding-consent-yes = Sí, empecemos
onboarding-consent-no = No, gracias
onboarding-born = ¿Cuándo naciste? Basta con el mes y el año, por ejemplo 5/1998.
onboarding-role = Gracias. ¿Qué te trae por aquí?
onboarding-role-mentee = Busco mentora o mentor
onboarding-role-mentor = Quiero ser mentora o mentor
onboarding-role-both = Las dos cosas
onboarding-program =
    ¿Qué programa es para ti?

    { $programs }
onboarding-name = ¿Cómo te llamo?
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
onboarding-education-master = Máster o más
onboarding-education-other = Otra cosa
onboarding-school = ¿Dónde estudiaste, o dónde estudias ahora?
onboarding-school-label = Centro de estudios
onboarding-interests = ¿Qué te gusta hacer en tu tiempo libre?
onboarding-interests-label = Intereses
onboarding-times = ¿Cuándo sueles tener tiempo para hablar?
onboarding-times-label = Buenos momentos
onboarding-known = ¿Hay alguien aquí que ya conozcas? Solo lo uso para encontrar puntos en común, y para no ponerte con alguien muy cercano.
onboarding-known-label = Personas que conoces
onboarding-seats = ¿A cuántas personas podrías acompañar a la vez?
onboarding-seats-label = Plazas

# --- el menú de órdenes ---
menu-start = Empezar, o seguir donde lo dejamos
menu-help = Qué puedo hacer y qué puedes escribir
menu-privacy = Qué guardo y quién lo ve
menu-language = Hablar en otro idioma
menu-stop = Dejo de escribirte
menu-delete = Borrar todo lo que me contaste

# --- las formas de responder ---
shape-birth-day = Gracias. ¿Y qué día del mes?
shape-birth-day-hint = Envíame el día del mes con un número, por ejemplo 14.
shape-birth-full-year = Escribe el año con cuatro cifras, por ejemplo 5/1998.
shape-birth-hint = Envíame el mes y el año en que naciste, por ejemplo 5/1998.
shape-birth-noted = Anotado
shape-birth-order = No estoy seguro de qué número es el mes. Escríbelo con letras, por ejemplo mayo de 1998.
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
print-electives = Si te apetece
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
