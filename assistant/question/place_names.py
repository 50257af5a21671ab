"""Names, folded, that mean a place, a people, a power or a faith, and hence no person who writes."""

from __future__ import annotations

from assistant.names import folded

_COUNTRIES = """
    afghanistan albania algeria america andorra angola argentina armenia australia austria azerbaijan bahrain
    bangladesh belarus belgium benin bhutan bolivia bosnia herzegovina botswana brazil britain brunei bulgaria
    burma burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark
    djibouti dominica ecuador egypt england eritrea estonia eswatini ethiopia fiji finland france gabon gambia
    georgia germany ghana greece greenland grenada guatemala guinea guyana haiti honduras hungary iceland
    india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo
    kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg
    macedonia madagascar malawi
    malaysia mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique
    myanmar namibia nepal netherlands holland nicaragua niger nigeria norway oman pakistan palestine panama
    paraguay peru philippines poland portugal qatar romania russia rwanda samoa scotland senegal serbia
    singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan
    tanzania thailand togo tonga tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela
    vietnam wales yemen yugoslavia ussr zambia zimbabwe
    """
_REGIONS = """
    abkhazia africa arabia asia balkans balkan bavaria catalonia chechnya corsica crimea dagestan donbas
    europe eurasia flanders karabakh kashmir kurdistan lapland metohija ossetia preserje presevo quebec rojava
    sandzak saxony siberia silesia srpska texas tibet transnistria transylvania ulster vojvodina wallonia
    """
_TOWNS = """
    amsterdam ankara athens baghdad baku bamako banja bangkok beirut belgrade berlin bern bratislava brcko
    brussels bucharest budapest cairo canberra caracas cetinje chisinau copenhagen damascus dayton delhi doha
    donetsk dublin edinburgh geneva gracanica grozny hague hanoi havana helsinki jerusalem kabul kiev kyiv
    lisbon ljubljana london luhansk luxembourg madrid manila medvedja minsk mitrovica mostar moscow nairobi
    nicosia novi ohrid oslo ottawa paris peking beijing podgorica prague pristina rabat rambouillet reykjavik
    riga rome sarajevo sebastopol seoul simferopol skopje sofia srebrenica stockholm strasbourg sukhumi
    tallinn tbilisi tehran tetovo tirana tiraspol tokyo tripoli tskhinvali tunis tuzla vienna vilnius
    vukovar warsaw washington westminster yerevan zagreb zvornik
    """
_POWERS = """
    amnesty bundestag capitol congress duma eulex eurostat facebook gazprom google greenpeace hamas hezbollah
    interpol kfor kremlin knesset nato parliament pentagon twitter unesco unicef unmik vatican vetevendosje
    whitehall wikipedia youtube christendom christianity islam orthodoxy brexit covid god heaven
    """
_PEOPLES = """
    serb croat bosniak bosnian kosovar slovene montenegrin albanian macedonian serbian croatian slovenian turk
    turkish greek czech slovak pole polish dane danish swede swedish finn finnish norwegian scot scottish
    briton british welsh irish english french german austrian italian spaniard spanish portuguese dutch swiss
    belgian hungarian romanian bulgarian russian ukrainian belarusian moldovan georgian armenian azeri chechen
    american canadian mexican european african asian arab jew jewish kurd israeli palestinian iraqi iranian
    syrian egyptian pakistani afghan indian chinese japanese korean australian yugoslav slav roma muslim
    christian catholic orthodox protestant communist socialist liberal conservative republican democrat green
    western eastern northern southern south north east west
    """
PLACES = frozenset(
    word for listed in (_COUNTRIES, _REGIONS, _TOWNS, _POWERS, _PEOPLES) for word in folded(listed).split()
)
"""Single words of such names."""
BODIES = frozenset(
    """
    academy affairs agency alliance army assembly association authority bank board bureau cabinet center
    centre chamber church club coalition college commission committee community company conference congress
    constitution convention corporation council court crown declaration delegation department embassy empire
    endowment federation forces forum foundation front fund government group house initiative institute
    institution international isles islands kingdom league library mission media minister ministry movement
    museum nation nations network office order organisation organization palace parliament party plan
    police post press project republic resolution review school secretariat security senate service society
    state states street summit times treaty tribunal trust union university watch world
    jazeera herald guardian
    journal tribune telegraph economist gazette chronicle news magazine weekly observer
    daily today report agreement accord accords act law laws war wars river sea lake mount valley land swap
    partition region province district city town village border borders bridge dam company brothers
    """.split()
)
"""Words that make the name they stand in one of a body, a paper, a text or a place."""
