"""Given names by gender."""

from __future__ import annotations

from assistant.lexicon import word_set

FEMALE_NAMES = word_set("""
hillary carly megyn michelle elizabeth sarah nikki kellyanne ivanka melania susan nancy barbara debbie donna
mary jennifer lisa karen patricia linda anna amy julie kelly laura rachel jessica ann anne heidi samantha
loretta claire kirsten dianne huma chelsea angela theresa jill katrina hope stephanie christina maria amanda
emily kate katie joni tulsi marine margaret ruth sonia elena diane kathleen martha maggie andrea nina jane
alice carol deborah janet judy annalena ursula federica engjellushe vessela margarita sabrina siena ilse
maren hanne petra agnes runa nadja marta clara karin madeleine vjosa milena jelena ivana natasha ana sofia
emma eva julia lena abigail ada adele agatha alexandra alma amelia anita annika astrid audrey beate beatrice
bertha bianca birgit bridget brigitte camilla cecilia celia charlotte christine claudia cora cornelia dagmar
daphne diana dora dorothea dorothy edith eleanor elisa elise ella ellen eloise elsa elsie erika esther ethel
eugenia eveline fiona frances frida gabriela gerda gertrude gina gisela giulia greta gudrun gwen hannah
harriet hedwig helen helena helga henrietta hilda hildegard ida ilona imogen ines inga ingeborg ingrid irena
irene irma isabel isabella jana jasmina johanna josephine joyce judith justina kaja karla katarina katharina
kathrin kristina larisa leonora lidia lily liv livia lotte louisa louise lucia lucy ludmila luisa mabel
magda magdalena manuela margit margot marianne marlene mathilde matilda maud mavis milica mina minna miranda
miriam mirjana molly monica monika nadia natalia nelly nora olga olivia ottilie pauline penelope phoebe
polly renate rita roberta rosa rosalind rosemary roswitha sabine sally sara selma sigrid silvia sonja sophie
stella susanna svetlana sybil sylvia tamara tanja tatjana tessa thea therese tilda ulla ulrike una ute
vanessa verena veronica viola violet wanda wilhelmina winifred yvonne zora
""")
MALE_NAMES = word_set("""
donald bernie ted marco john jeb ben chris rand mike paul barack bill george tim mitt mitch harry joe james
robert michael david richard thomas charles steve stephen kevin brian jeff mark scott rick lindsey bobby
newt rudy corey roger glenn sean bret jim dan daniel tom peter patrick pat eric martin matthew andrew
anthony adam alan larry lawrence ron ronald ryan sam samuel al ed edward frank gary greg henry jack jason
josh justin keith ken lou luke nick phil ray reince roy russell terry vladimir walter william bob robby jake
joel jonathan joseph matt karl boris aleksandar aleksander hashim albin edi milorad slobodan radovan ivan
petar nikola marko zoran goran dragan stefan milan emmanuel olaf heiko johannes gerald florian wolfgang
lulzim stevan maxim janusz dimitar timothy matthew oleg neven toby kurt reuf emir toby dušan zlatko miroslav
ramush bakir alija sergey viktor emil oskar otto lars jasper tobias teodor corvin woodrow jens tomas nils
rolf sten jon erik hans klaus pavel jan josef abel achim adolf adrian albert alec alexander alfred algernon
ambrose amos anders anton archibald arnold arthur axel barnaby bartholomew basil benedict benjamin bernard
bertram bjorn bogdan branko bruno cecil cedric christian christoph claude clemens clement conrad constantin
cornelius cyril damian darius denis derek dieter dietrich dominik donat duncan edgar edmund edwin egon elias
eliot ernest ernst ervin eugene evan felix ferdinand finn franz frederick friedrich fritz gavin geoffrey
georg gerard gideon gilbert giles godfrey gottfried gregor guido gunnar gunther gustav guy harald harold
hartmut harvey hector heinrich helmut henrik herbert herman hermann horace horst hubert hugh hugo humphrey
ian ignaz igor isaac jacob jakob janko jerome jonas josip julian julius jürgen karol kasimir kaspar knut
kristian ladislav lambert laurence leo leon leonard leopold linus lionel lorenz louis lucas lucian ludwig
magnus malcolm manfred marcel marcus mario marius maurice maximilian mirko mladen moritz mortimer nathan
nathaniel nicholas nigel norbert olav ole oliver orlando osbert oswald ottokar pascal paulus philip piotr
quentin rafael ralph ranko raymond reginald reinhard reinhold rené roderick rodney roland ruben rudolf rufus
rupert sebastian siegfried sigmund sigurd silas simon slavko stanislav stellan sven tadeusz theo theodor
theodore tibor timon tristan ulrich uwe valentin vasil vernon vincent vinko volker waldemar walther wenzel
werner wilbur wilfred wilhelm xaver zdravko zoltan
""")
