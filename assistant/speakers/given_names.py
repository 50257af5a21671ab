"""Given names that show whether he or she is meant."""

from __future__ import annotations

from assistant.speakers.lexicon import word_set

FEMALE_NAMES = word_set("""
hillary carly megyn michelle elizabeth sarah nikki kellyanne ivanka melania susan nancy barbara debbie
donna mary jennifer lisa karen patricia linda anna amy julie kelly laura rachel jessica ann anne heidi
samantha loretta claire kirsten dianne huma chelsea angela theresa jill katrina hope stephanie christina
maria amanda emily kate katie joni tulsi marine margaret ruth sonia elena diane kathleen martha maggie
andrea nina jane alice carol deborah janet judy annalena ursula federica engjellushe vessela margarita
sabrina siena ilse maren hanne petra agnes runa nadja marta clara karin madeleine vjosa milena jelena
ivana natasha ana sofia emma eva julia lena
""")
MALE_NAMES = word_set("""
donald bernie ted marco john jeb ben chris rand mike paul barack bill george tim mitt mitch harry joe
james robert michael david richard thomas charles steve stephen kevin brian jeff mark scott rick lindsey
bobby newt rudy corey roger glenn sean bret jim dan daniel tom peter patrick pat eric martin matthew
andrew anthony adam alan larry lawrence ron ronald ryan sam samuel al ed edward frank gary greg henry jack
jason josh justin keith ken lou luke nick phil ray reince roy russell terry vladimir walter william bob
robby jake joel jonathan joseph matt karl boris aleksandar aleksander hashim albin edi milorad slobodan
radovan ivan petar nikola marko zoran goran dragan stefan milan emmanuel olaf heiko johannes gerald
florian wolfgang lulzim stevan maxim janusz dimitar timothy matthew oleg neven toby kurt reuf emir toby
dušan zlatko miroslav ramush bakir alija sergey viktor emil oskar otto lars jasper tobias teodor corvin
woodrow jens tomas nils rolf sten jon erik hans klaus pavel jan josef
""")
