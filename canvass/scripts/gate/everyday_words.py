"""Words of everyday speech that are also somebody's name.

A name that is one of them counts only where it can be nothing else: with a given name, after "vote
for", or with a capital inside a sentence.
"""

_WORDS = """
abbey able ace adams ages alba alcalde ames angel april arch archer art ash august autumn avery
back baker ball banda bank banks barber baron barra bass bates bay beach bean bear beck bell
best bird bishop black blade blanca blanco bland bloom blue blunt boles bond booker books boone
booth borges bower bowman box boyd brave bravo bridge bridges bright brook brooks brown buck
bueno burns bush butcher butler cabello cabrera calle calvo camp campo campos cannon cano car
card carpenter carter casa casas case cash castillo castle cerda chance chase child christian
church cielo city clay cleaver clerk coach cole concepcion conde consuelo cook cooper cordero
corona cortes cortez counts county court cox crane crespo crook cross cruz cuesta dale daniels
dawn day dean delgado dias diaz divine doll dollar dolores domingo drake driver dunes early east
elder english esperanza fair faith farmer feliz fiel field fields fiscal fish fisher flor flores
flower flowers ford forest forrest forte foster fountain fox france francis franco free french
friend frost fuentes fuller gallo garden gate gates gato gay gentle gift gill glass gold good
goode goodman grace gracia gracias grant grave graves gray green greene grey ground guardia
guerra guerrero guide hall ham hand hands hardy harper hart haven hay hayes heard heart help
hidalgo high hill hills holiday hope house hughes hunt hunter ice iglesias iron ivory jack james
jay jewel jones joy judge juez june justice justo keen key keys king kitchen knight lake lamb
lane large law lawless leaf leal lee leon leonor letra ley leyes light lima limon little lobo
locke long lord lott love loyal lozano luck luna luz maestro major malo manzano march marin mark
marks marrero marsh marshal marshall martin mason masters mata may mayor mejor mercado merced
mercedes mercy mesa mill miller mills minor money monte montes moon moore mora morales moreno
morning moss mount mundo nation new newman nice nieto nieves night noble north novak novoa nunes
oak official oliva olive orange order ortega outlaw pace pacheco padre page palma palmer parada
pardo park parker parks parra partido paso patience paz peace peach pearl pena penny perla perry
person peters phelps piedra pike pilar pine pino pinto place plaza poll polls pond poole pope
porter post potter power powers pozo prado pratt precio price pride priest prieto prince prior
proctor prosecutor puente puentes quick quito race rain ramon ramos ranger ray real reed reina
reno rey reyes rhodes ribera rice rich ricos right rio rios rivera rivers road robles roca roja
rojas rojo roman romero root rosa rosado rosario rosas rose roses rubio ruiz rule sage salas
salcedo salinas sanders santa santos savage say school sea seals seat segura serrano service
sharp shepherd sheriff short sierra silva silver singer smart smith snow socorro sol soldier
soler solis song sosa soto south speaker spring stand star state stern stewart stone storm story
street strong summer summers sun swift taylor temple terry thanks thomas tierra time tinto toro
torres town trust turner underwood vale valle vega vela vera verde victor victoria villa vine
virtue vivas vote voter voto walk walker wall walls war ward warren waters way weaver webb weeks
well wells west white will wills wilson win wind winter wise wolf wood woods work workman young
youngs zapata
"""
EVERYDAY_WORDS = frozenset(_WORDS.split())
