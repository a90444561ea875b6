"""A program as a stranger writes it: Portuguese and Arabic, no word of English, everything a plan may hold."""

from __future__ import annotations

from pathlib import Path

PLAN = """\
title: {pt: Vizinhança, ar: حُسن الجوار}
about:
  pt: Para quem chegou há pouco a Portugal. Alguém daqui caminha consigo durante seis semanas.
  ar: لمن وصل حديثًا إلى البرتغال. يرافقك شخص من هنا لستة أسابيع.
welcome:
  pt: Que bom que está aqui. Todos os domingos recebe uma coisa pequena para fazer.
  ar: أهلًا وسهلًا بك. في كل يوم أحد تصلك خطوة صغيرة.
for_whom:
  pt: Pessoas adultas que chegaram nos últimos dois anos. Não é preciso falar bem português.
  ar: لراشدين وصلوا خلال السنتين الأخيرتين. لا حاجة إلى إتقان البرتغالية.
languages: [pt, ar]
goals:
  work: {pt: Encontrar trabalho, ar: إيجاد عمل}
  school: {pt: A escola dos filhos, ar: مدرسة الأولاد}
  talk: {pt: Falar português, ar: التحدث بالبرتغالية}
interests:
  cooking: {pt: Cozinhar, ar: الطبخ}
  football: {pt: Futebol, ar: كرة القدم}
leave_out: [education, school]
questions:
  - name: arrived
    ask: {pt: "Quando chegou a Portugal, {name}?", ar: "متى وصلت إلى البرتغال يا {name}؟"}
    label: {pt: Chegada, ar: الوصول}
    shape: choice
    options:
      months: {pt: Há alguns meses, ar: قبل بضعة أشهر}
      year: {pt: Há mais de um ano, ar: قبل أكثر من سنة}
      always: {pt: Nasci cá, ar: وُلدت هنا}
  - name: neighbourhood
    ask: {pt: Em que bairro vive?, ar: في أي حي تسكن؟}
    label: {pt: Bairro, ar: الحي}
    shape: text
    optional: true
    who: mentee
  - name: children
    ask: {pt: Quantos filhos tem?, ar: كم عدد أولادك؟}
    label: {pt: Filhos, ar: الأولاد}
    shape: number
    low: 0
    high: 15
matching:
  suggestions: 2
  weights: {languages: 5, place: 3, goals: 4, interests: 2, waiting: 1}
  show: [goals, interests, languages, place, arrived]
  rules: {already_know: allow}
training: [primeira-conversa]
pass_mark: 50
weeks: 6
introduction:
  first_step: {pt: Digam um ao outro o que comeram hoje., ar: ليخبر كل منكما الآخر بما أكله اليوم.}
  meeting_minutes: 45
  ask_after_days: [3, 8]
prompts: {day: sunday, time: "17:30"}
quiet_hours: {from: "22:30", to: "9:15"}
meetings: {every_days: 10, ask: always}
check_ins: {days: [10, 24], then_every: 14, low: 5}
silence: {nudge: 4, help: 7, coordinator: 9, warning: 13, closure: 18, rest: 15}
tracks:
  trabalho: {title: {pt: Trabalho, ar: العمل}, goals: [work]}
  escola: {title: {pt: Escola, ar: المدرسة}, goals: [school, talk]}
steps:
  - {id: a-rua, week: 1}
  - {id: o-mercado, week: 2, branch: {fui: a-receita, nao-fui: o-cafe}, otherwise: o-cafe}
  - {id: a-receita, week: 3}
  - {id: o-cafe, week: 3}
  - {id: o-curriculo, week: 4, tracks: [trabalho]}
  - {id: a-professora, week: 4, tracks: [escola]}
  - {id: a-entrevista, week: 5, tracks: [trabalho]}
  - {id: a-reuniao, week: 5, tracks: [escola]}
  - {id: olhar-para-tras, week: 6}
  - {id: dia-da-liberdade, date: "04-25"}
  - {id: dezembro, date: "12-08", tracks: [escola]}
  - {id: futebol, elective: true, week: 2}
end: {announce_weeks: 1, reopen_days: 7, buffer_days: 10}
holdout: {silence: 0.5, check_in: 0.25}
crisis:
  words: {pt: [quero morrer, acabar com tudo], ar: [أريد أن أموت, سأقتل نفسي]}
  lines:
    PT:
      - name: SOS Voz Amiga
        phone: "213 544 545"
        url: "https://www.sosvozamiga.org"
        hours: {pt: das 15h30 às 0h30, ar: من 15:30 إلى 0:30}
    BR: [{name: CVV, phone: "188", hours: {pt: sempre, ar: دائمًا}}]
    "*": [{name: Find a Helpline, url: "https://findahelpline.com"}]
"""

TITLES = {
    "a-rua": ("A minha rua", "شارعي"),
    "o-mercado": ("O mercado", "السوق"),
    "a-receita": ("Uma receita", "وصفة طعام"),
    "o-cafe": ("Um café", "فنجان قهوة"),
    "o-curriculo": ("O currículo", "السيرة الذاتية"),
    "a-professora": ("A professora", "المعلمة"),
    "a-entrevista": ("A entrevista", "المقابلة"),
    "a-reuniao": ("A reunião de pais", "اجتماع الأهل"),
    "olhar-para-tras": ("Olhar para trás", "نظرة إلى الوراء"),
    "dia-da-liberdade": ("Dia da Liberdade", "يوم الحرية"),
    "dezembro": ("Feriado de dezembro", "عطلة ديسمبر"),
    "futebol": ("Ir ao futebol", "الذهاب إلى المباراة"),
}
MARKET = "o-mercado"
PORTUGUESE = """\
---
title: {t}
minutes: 30
{ask}---
## mentee
Esta semana é sobre isto: {t}. Repare em três coisas novas e conte-as a alguém.
## mentor
{t}: pergunte devagar, e espere pela resposta. Não corrija cada palavra.
## starters
- O que viu hoje pela primeira vez?
- O que lhe fez falta?
- Com quem falou esta semana?
## task
Faça uma coisa pequena sobre isto e conte como correu.
## question
O que foi mais fácil do que pensava?
## resources
- [Palavras para a rua](../resources/palavras.pt.md)
- [ePortugal](https://eportugal.gov.pt)
## send
Esta semana é sobre {t}. Conta-me como foi contigo?
"""
ARABIC = """\
---
title: {t}
minutes: 30
{ask}---
## mentee
هذا الأسبوع عن {t}. لاحظ ثلاثة أشياء جديدة وأخبر بها أحدًا.
## mentor
{t}: اسأل بهدوء وانتظر الجواب. لا تصحح كل كلمة.
## starters
- ما الذي رأيته اليوم للمرة الأولى؟
- ما الذي اشتقت إليه؟
- مع من تحدثت هذا الأسبوع؟
## task
افعل شيئًا صغيرًا واحدًا وأخبر كيف كان.
## question
ما الذي كان أسهل مما ظننت؟
## resources
- [كلمات للشارع](../resources/palavras.ar.md)
- [ePortugal](https://eportugal.gov.pt)
## send
هذا الأسبوع عن {t}. كيف كان معك؟
"""
LESSON = """\
---
title: A primeira conversa
minutes: 5
---
A primeira conversa é sobre confiança, não sobre papéis.

***

Diga quem é em três frases. Depois pergunte e espere.

## scenario atraso
A pessoa chega vinte minutos atrasada e pede muitas desculpas. O que diz?
- [x] "Ainda bem que veio. Como está?" | Sim. Tira o peso do atraso.
- [ ] "Para a próxima chegue a horas." | Pode esperar; hoje é a primeira vez.
"""
LESSON_IN_ARABIC = """\
---
title: الحديث الأول
minutes: 5
---
الحديث الأول عن الثقة لا عن الأوراق.

***

عرّف بنفسك في ثلاث جمل، ثم اسأل وانتظر.

## scenario atraso
يتأخر الشخص عشرين دقيقة ويعتذر كثيرًا. ماذا تقول؟
- [x] "سعيد بمجيئك. كيف حالك؟" | نعم، هذا يخفف عنه.
- [ ] "في المرة القادمة تعال في الموعد." | يمكن أن ينتظر هذا؛ إنها المرة الأولى.
"""
SCENE = """\
# As primeiras semanas.
# Rui is on Telegram, in pt.
# Huda is on Slack, in ar.
# Rui mentors Huda, introduced now.
# Huda wants: work.

bot → Rui: …
bot → Huda: …
bot → Huda: …
"""
ASK = 'ask: Foi ao mercado?\nanswers: {fui: "Sim, fui", nao-fui: "Ainda não"}\n'
ASK_IN_ARABIC = 'ask: هل ذهبت إلى السوق؟\nanswers: {fui: "نعم، ذهبت", nao-fui: "ليس بعد"}\n'
OTHERS = {
    "resources/palavras.pt.md": "---\ntitle: Palavras para a rua\n---\nBom dia. Desculpe. Onde fica a paragem?\n",
    "resources/palavras.ar.md": "---\ntitle: كلمات للشارع\n---\nصباح الخير: bom dia. عفوًا: desculpe.\n",
    "guidelines.pt.md": "Um mentor ouve primeiro.\n\nNão dá dinheiro e não resolve tudo.\n",
    "guidelines.ar.md": "المرشد يستمع أولًا.\n\nلا يعطي مالًا ولا يحل كل شيء.\n",
    "training/primeira-conversa.pt.md": LESSON,
    "training/primeira-conversa.ar.md": LESSON_IN_ARABIC,
    "scenes/primeiras-semanas.md": SCENE,
}


def write(folder: Path) -> Path:
    """Write the program into this folder; returns it."""
    files = {"program.yaml": PLAN, **OTHERS}
    for step, (portuguese, arabic) in TITLES.items():
        asks = (ASK, ASK_IN_ARABIC) if step == MARKET else ("", "")
        files[f"steps/{step}.pt.md"] = PORTUGUESE.format(t=portuguese, ask=asks[0])
        files[f"steps/{step}.ar.md"] = ARABIC.format(t=arabic, ask=asks[1])
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
