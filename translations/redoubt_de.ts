<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>redoubt::Workstation</name>
    <message>
        <source>Opens a case, or makes one of files. Without arguments it shows the start page.</source>
        <translation>Öffnet einen Fall oder legt aus Dateien einen an. Ohne Argumente erscheint die Startseite.</translation>
    </message>
    <message>
        <source>A case folder, or files and folders.</source>
        <translation>Ein Fallordner oder Dateien und Ordner.</translation>
    </message>
    <message>
        <source>Opens the case, saves pictures of the window in FOLDER, and ends (with REDOUBT_PASSPHRASE set).</source>
        <translation>Öffnet den Fall, speichert Bilder des Fensters in FOLDER und endet (wenn REDOUBT_PASSPHRASE gesetzt ist).</translation>
    </message>
    <message>
        <source>Ends as soon as the window can be used, for measurements.</source>
        <translation>Endet, sobald das Fenster benutzbar ist; für Messungen.</translation>
    </message>
</context>
<context>
    <name>redoubt::base</name>
    <message>
        <source>The file became shorter while it was read.</source>
        <translation>Die Datei wurde kürzer, während sie gelesen wurde.</translation>
    </message>
    <message>
        <source>“%1” became shorter while it was read.</source>
        <translation>„%1“ wurde kürzer, während die Datei gelesen wurde.</translation>
    </message>
    <message>
        <source>“%1” is not a regular file.</source>
        <translation>„%1“ ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>The file is larger than %1 MiB, the most that this kind may have.</source>
        <translation>Die Datei ist größer als %1 MiB; mehr ist bei dieser Art nicht zulässig.</translation>
    </message>
    <message>
        <source>“%1” was changed while it was read. Add it again when nothing writes to it any more.</source>
        <translation>„%1“ wurde geändert, während die Datei gelesen wurde. Fügen Sie sie erneut hinzu, sobald nichts mehr in sie schreibt.</translation>
    </message>
    <message>
        <source>As the profile says</source>
        <translation>Wie im Profil</translation>
    </message>
    <message>
        <source>Solid fill</source>
        <translation>Deckende Füllung</translation>
    </message>
    <message>
        <source>Pixelate</source>
        <translation>Verpixeln</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Weichzeichnen</translation>
    </message>
    <message>
        <source>Fill with outline and label</source>
        <translation>Füllung mit Rahmen und Beschriftung</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>Bleep</source>
        <translation>Piepton</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Voice disguise</source>
        <translation>Stimmverfremdung</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Label in its place</source>
        <translation>Durch Bezeichnung ersetzen</translation>
    </message>
    <message>
        <source>Same stand-in everywhere</source>
        <translation>Überall gleicher Ersatz</translation>
    </message>
    <message>
        <source>Generalise</source>
        <translation>Verallgemeinern</translation>
    </message>
    <message>
        <source>a film</source>
        <translation>einem Video</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>einem Bild</translation>
    </message>
    <message>
        <source>a page</source>
        <translation>einer Seite</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>the effect “%1” cannot be had on %2 for the type “%3”. Choose one of: %4.</source>
        <translation>Die Wirkung „%1“ ist bei %2 für die Art „%3“ nicht möglich. Wählen Sie eine von: %4.</translation>
    </message>
    <message>
        <source>the effect “%1” (%2) is not implemented in this version.</source>
        <translation>Die Wirkung „%1“ (%2) gibt es in dieser Version nicht.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>Lesen oder Schreiben ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>It does not exist.</source>
        <translation>Das Angegebene ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>Permission was denied.</source>
        <translation>Der Zugriff wurde verweigert.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>This is not supported.</source>
        <translation>Das wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>The data is damaged.</source>
        <translation>Die Daten sind beschädigt.</translation>
    </message>
    <message>
        <source>It is protected by a password.</source>
        <translation>Der Inhalt ist durch ein Passwort geschützt.</translation>
    </message>
    <message>
        <source>The passphrase is wrong, or access was not granted.</source>
        <translation>Die Passphrase ist falsch, oder es wurde kein Zugriff gewährt.</translation>
    </message>
    <message>
        <source>It is larger than can be processed safely.</source>
        <translation>Die Größe übersteigt, was sicher verarbeitet werden kann.</translation>
    </message>
    <message>
        <source>It cannot be understood.</source>
        <translation>Der Inhalt ist nicht verständlich.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts stimmt überein.</translation>
    </message>
    <message>
        <source>Something else changed it meanwhile.</source>
        <translation>Der Inhalt wurde inzwischen anderweitig geändert.</translation>
    </message>
    <message>
        <source>Verification found withheld content.</source>
        <translation>Die Verifikation hat zurückgehaltenen Inhalt gefunden.</translation>
    </message>
    <message>
        <source>A needed component is not installed.</source>
        <translation>Ein benötigter Bestandteil ist nicht installiert.</translation>
    </message>
    <message>
        <source>An internal error occurred.</source>
        <translation>Ein interner Fehler ist aufgetreten.</translation>
    </message>
    <message>
        <source>“%1” does not exist.</source>
        <translation>„%1“ ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>“%1” may not be accessed: permission denied.</source>
        <translation>Auf „%1“ darf nicht zugegriffen werden: Zugriff verweigert.</translation>
    </message>
    <message>
        <source>“%1” cannot be written: the file system is read-only.</source>
        <translation>„%1“ kann nicht geschrieben werden: Das Dateisystem ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>“%1” cannot be written: the disk is full. Free some space and run again; finished work is kept.</source>
        <translation>„%1“ kann nicht geschrieben werden: Der Datenträger ist voll. Schaffen Sie Platz und starten Sie erneut; Fertiges bleibt erhalten.</translation>
    </message>
    <message>
        <source>“%1” cannot be written: it is larger than its file system allows. Choose a folder on another disk.</source>
        <translation>„%1“ kann nicht geschrieben werden: Die Datei ist größer, als das Dateisystem erlaubt. Wählen Sie einen Ordner auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>“%1” is a folder.</source>
        <translation>„%1“ ist ein Ordner.</translation>
    </message>
    <message>
        <source>“%1”: %2.</source>
        <translation>„%1“: %2.</translation>
    </message>
    <message>
        <source>It is older than this computer has seen it.</source>
        <translation>Es ist älter, als dieser Rechner es gesehen hat.</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Licence plate</source>
        <translation>Kennzeichen</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>QR or bar code</source>
        <translation>QR- oder Strichcode</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Unterschrift</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Street address</source>
        <translation>Anschrift</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>US social security number</source>
        <translation>US-Sozialversicherungsnummer</translation>
    </message>
    <message>
        <source>US taxpayer number (ITIN)</source>
        <translation>US-Steuernummer (ITIN)</translation>
    </message>
    <message>
        <source>US passport number</source>
        <translation>US-Passnummer</translation>
    </message>
    <message>
        <source>US driver licence</source>
        <translation>US-Führerschein</translation>
    </message>
    <message>
        <source>US bank routing number</source>
        <translation>US-Bankleitzahl</translation>
    </message>
    <message>
        <source>US provider number (NPI)</source>
        <translation>US-Leistungserbringernummer (NPI)</translation>
    </message>
    <message>
        <source>US DEA number</source>
        <translation>US-DEA-Nummer</translation>
    </message>
    <message>
        <source>US Medicare number</source>
        <translation>US-Medicare-Nummer</translation>
    </message>
    <message>
        <source>Medical record number</source>
        <translation>Patientenaktennummer</translation>
    </message>
    <message>
        <source>Health plan number</source>
        <translation>Krankenversicherungsnummer</translation>
    </message>
    <message>
        <source>UK NHS number</source>
        <translation>Britische NHS-Nummer</translation>
    </message>
    <message>
        <source>UK national insurance number</source>
        <translation>Britische Sozialversicherungsnummer</translation>
    </message>
    <message>
        <source>Bank account (IBAN)</source>
        <translation>Bankkonto (IBAN)</translation>
    </message>
    <message>
        <source>VAT number</source>
        <translation>USt-IdNr.</translation>
    </message>
    <message>
        <source>Payment card</source>
        <translation>Zahlungskarte</translation>
    </message>
    <message>
        <source>Crypto address</source>
        <translation>Krypto-Adresse</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-Adresse</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-Adresse</translation>
    </message>
    <message>
        <source>Device number (IMEI)</source>
        <translation>Gerätenummer (IMEI)</translation>
    </message>
    <message>
        <source>Vehicle number (VIN)</source>
        <translation>Fahrzeugnummer (FIN)</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>Webadresse</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>Chinese resident ID</source>
        <translation>Chinesische Ausweisnummer</translation>
    </message>
    <message>
        <source>Chinese mobile number</source>
        <translation>Chinesische Mobilnummer</translation>
    </message>
    <message>
        <source>Indian Aadhaar</source>
        <translation>Indische Aadhaar-Nummer</translation>
    </message>
    <message>
        <source>Indian PAN</source>
        <translation>Indische PAN</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Marked by hand</source>
        <translation>Von Hand markiert</translation>
    </message>
    <message>
        <source>National identity number</source>
        <translation>Nationale Identitätsnummer</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Steuernummer</translation>
    </message>
    <message>
        <source>Passport number</source>
        <translation>Passnummer</translation>
    </message>
    <message>
        <source>Driving licence</source>
        <translation>Führerschein</translation>
    </message>
    <message>
        <source>Business or professional register number</source>
        <translation>Unternehmens- oder Berufsregisternummer</translation>
    </message>
    <message>
        <source>Bank account number</source>
        <translation>Kontonummer</translation>
    </message>
    <message>
        <source>There is not enough memory to go on. Close other programs or process the file alone.</source>
        <translation>Der Speicher reicht nicht aus, um fortzufahren. Schließen Sie andere Programme, oder verarbeiten Sie die Datei allein.</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabelle (CSV)</translation>
    </message>
    <message>
        <source>Office document</source>
        <translation>Office-Dokument</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>DICOM</source>
        <translation>DICOM</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation>Leere Datei</translation>
    </message>
    <message>
        <source>Unknown kind</source>
        <translation>Unbekannte Art</translation>
    </message>
    <message>
        <source>Mark %1: the field &quot;%2&quot; %3</source>
        <translation>Markierung %1: Das Feld „%2“ %3</translation>
    </message>
    <message>
        <source>must be a text that is not empty.</source>
        <translation>muss ein nicht leerer Text sein.</translation>
    </message>
    <message>
        <source>must be a number.</source>
        <translation>muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>must be a whole number from 0.</source>
        <translation>muss eine ganze Zahl ab 0 sein.</translation>
    </message>
    <message>
        <source>must be a list of %1 numbers.</source>
        <translation>muss eine Liste von %1 Zahlen sein.</translation>
    </message>
    <message>
        <source>must have a width and a height above 0.</source>
        <translation>muss eine Breite und eine Höhe über 0 haben.</translation>
    </message>
    <message>
        <source>must be two whole numbers, the second one larger.</source>
        <translation>muss aus zwei ganzen Zahlen bestehen, die zweite größer.</translation>
    </message>
    <message>
        <source>names no type that this program knows.</source>
        <translation>nennt keine Art, die dieses Programm kennt.</translation>
    </message>
    <message>
        <source>must be &quot;redact&quot; or &quot;keep&quot;.</source>
        <translation>muss „redact“ oder „keep“ sein.</translation>
    </message>
    <message>
        <source>names no effect that this program knows.</source>
        <translation>nennt keine Wirkung, die dieses Programm kennt.</translation>
    </message>
    <message>
        <source>must be a list of texts.</source>
        <translation>muss eine Liste von Texten sein.</translation>
    </message>
    <message>
        <source>is missing; a time needs a begin and an end.</source>
        <translation>fehlt; eine Zeitangabe braucht Anfang und Ende.</translation>
    </message>
    <message>
        <source>must be later than &quot;begin&quot;, and neither may be below 0.</source>
        <translation>muss später als „begin“ sein, und keines von beiden darf unter 0 liegen.</translation>
    </message>
    <message>
        <source>is missing; a page needs a rectangle.</source>
        <translation>fehlt; eine Seite braucht ein Rechteck.</translation>
    </message>
    <message>
        <source>cannot be combined with a stream or a time.</source>
        <translation>kann nicht mit einem Stream oder einer Zeit kombiniert werden.</translation>
    </message>
    <message>
        <source>needs a time or a rectangle.</source>
        <translation>braucht eine Zeit oder ein Rechteck.</translation>
    </message>
    <message>
        <source>Mark %1: give one place: a term, a range, a field, a rectangle or a time.</source>
        <translation>Markierung %1: Geben Sie eine Stelle an: Begriff, Textbereich, Feld, Rechteck oder Zeit.</translation>
    </message>
    <message>
        <source>is not a field of a mark.</source>
        <translation>ist kein Feld einer Markierung.</translation>
    </message>
    <message>
        <source>is missing; it names the file of the mark.</source>
        <translation>fehlt; es nennt die Datei der Markierung.</translation>
    </message>
    <message>
        <source>The marks file is larger than 64 MiB. Split it.</source>
        <translation>Die Markierungsdatei ist größer als 64 MiB. Teilen Sie sie auf.</translation>
    </message>
    <message>
        <source>The marks file is not valid JSON at byte %1: %2.</source>
        <translation>Die Markierungsdatei ist ab Byte %1 kein gültiges JSON: %2.</translation>
    </message>
    <message>
        <source>The marks file needs a list named &quot;marks&quot;.</source>
        <translation>Die Markierungsdatei braucht eine Liste namens „marks“.</translation>
    </message>
    <message>
        <source>Mark %1 is not an object with fields.</source>
        <translation>Markierung %1 ist kein Objekt mit Feldern.</translation>
    </message>
    <message>
        <source>names an effect that is not implemented in this version.</source>
        <translation>nennt eine Wirkung, die es in dieser Version nicht gibt.</translation>
    </message>
    <message>
        <source>It is too large: it needs %1 MB of memory, and %2 MB may be used. Split or scale it first, or set REDOUBT_PICTURE_MEMORY to a larger number of MB.</source>
        <translation>Es ist zu groß: Es braucht %1 MB Speicher, verwendet werden dürfen %2 MB. Teilen oder verkleinern Sie es zuerst, oder setzen Sie REDOUBT_PICTURE_MEMORY auf eine größere Zahl von MB.</translation>
    </message>
    <message>
        <source>“%1” is a symbolic link and was not followed.</source>
        <translation>„%1“ ist eine symbolische Verknüpfung, der nicht gefolgt wurde.</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>The reader did not finish within %1 and was left alone. The file may be made to hold readers up; save a copy of it with another program and add that.</source>
        <extracomment>%1: &quot;10 minutes&quot;</extracomment>
        <translation>Das Lesen wurde innerhalb von %1 nicht fertig und wurde aufgegeben. Die Datei ist vielleicht dafür gemacht, Leseprogramme aufzuhalten; speichern Sie mit einem anderen Programm eine Kopie davon, und fügen Sie diese hinzu.</translation>
    </message>
    <message>
        <source>page %1 and those behind it</source>
        <translation>Seite %1 und die dahinter</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>pages %1 to %2</source>
        <translation>Seiten %1 bis %2</translation>
    </message>
    <message>
        <source>stream %1</source>
        <translation>Stream %1</translation>
    </message>
    <message>
        <source>stream %1, from %2 s to its end</source>
        <translation>Stream %1, von %2 s bis zum Ende</translation>
    </message>
    <message>
        <source>stream %1, %2 s to %3 s</source>
        <translation>Stream %1, %2 s bis %3 s</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>die ganze Datei</translation>
    </message>
</context>
<context>
    <name>redoubt::casefile</name>
    <message>
        <source>The case holds no such item.</source>
        <translation>Der Fall enthält kein solches Element.</translation>
    </message>
    <message>
        <source>A finding belongs to another item than it was given for.</source>
        <translation>Ein Fund gehört zu einem anderen Element als dem, für das er angegeben wurde.</translation>
    </message>
    <message>
        <source>The text kept for “%1” cannot be read: %2 Analyse the file again.</source>
        <translation>Der zu „%1“ gespeicherte Text kann nicht gelesen werden: %2 Analysieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>%1, %2 bytes, SHA-256 %3</source>
        <translation>%1, %2 Byte, SHA-256 %3</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n finding(s)</source>
        <translation>
            <numerusform>%1: %n Fund</numerusform>
            <numerusform>%1: %n Funde</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, stream %2, %3 to %4</source>
        <translation>%1, Stream %2, %3 bis %4</translation>
    </message>
    <message>
        <source>number %1, manifest SHA-256 %2</source>
        <translation>Nummer %1, Manifest SHA-256 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is larger than 4 MiB.</source>
        <translation>Die Datei ist größer als 4 MiB.</translation>
    </message>
    <message>
        <source>The file is not valid JSON at byte %1: %2.</source>
        <translation>Die Datei ist ab Byte %1 kein gültiges JSON: %2.</translation>
    </message>
    <message>
        <source>The file must hold one JSON object.</source>
        <translation>Die Datei muss ein einziges JSON-Objekt enthalten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither the name of a built-in (%2) nor a file that can be read.</source>
        <translation>„%1“ ist weder eingebaut (%2) noch eine lesbare Datei.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; %2</source>
        <translation>Das Feld „%1“ %2</translation>
    </message>
    <message>
        <source>must be a text.</source>
        <translation>muss ein Text sein.</translation>
    </message>
    <message>
        <source>is missing or empty.</source>
        <translation>fehlt oder ist leer.</translation>
    </message>
    <message>
        <source>must be true or false.</source>
        <translation>muss true oder false sein.</translation>
    </message>
    <message>
        <source>must be a list of texts.</source>
        <translation>muss eine Liste von Texten sein.</translation>
    </message>
    <message>
        <source>is not known here; check its spelling.</source>
        <translation>ist hier nicht bekannt; prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>Another copy of this case is open in another window or program. Close it there: two copies that are both changed cannot be joined.</source>
        <translation>Eine andere Kopie dieses Falls ist in einem anderen Fenster oder Programm geöffnet. Schließen Sie sie dort: Zwei Kopien, die beide geändert werden, lassen sich nicht mehr zusammenführen.</translation>
    </message>
    <message>
        <source>The case journal was changed outside of this program: %1 Restore the case from a copy that you trust.</source>
        <translation>Das Falljournal wurde außerhalb dieses Programms geändert: %1 Stellen Sie den Fall aus einer Kopie wieder her, der Sie vertrauen.</translation>
    </message>
    <message>
        <source>Another program is writing to the case journal. Close it and try again.</source>
        <translation>Ein anderes Programm schreibt gerade in das Falljournal. Schließen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The case journal may not be written here.</source>
        <translation>Das Falljournal darf hier nicht beschrieben werden.</translation>
    </message>
    <message>
        <source>its database is broken.</source>
        <translation>Die Datenbank ist beschädigt.</translation>
    </message>
    <message>
        <source>The disk is full; the last step was not saved. Free some space and try again.</source>
        <translation>Der Datenträger ist voll; der letzte Schritt wurde nicht gespeichert. Schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The case journal cannot be opened.</source>
        <translation>Das Falljournal kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The case journal could not be read or written; the last step was not saved. Check the disk.</source>
        <translation>Das Falljournal konnte nicht gelesen oder geschrieben werden; der letzte Schritt wurde nicht gespeichert. Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>Qt&apos;s SQLite driver is not installed. Install libqt6sql6-sqlite.</source>
        <translation>Der SQLite-Treiber von Qt ist nicht installiert. Installieren Sie libqt6sql6-sqlite.</translation>
    </message>
    <message>
        <source>The case is open for reading only.</source>
        <translation>Der Fall ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>This access to the case may not sign.</source>
        <translation>Dieser Zugang zum Fall darf nicht signieren.</translation>
    </message>
    <message>
        <source>a signed checkpoint does not fit the rows before it.</source>
        <translation>Ein signierter Prüfpunkt passt nicht zu den Zeilen davor.</translation>
    </message>
    <message>
        <source>row %1 is missing.</source>
        <translation>Zeile %1 fehlt.</translation>
    </message>
    <message>
        <source>row %1 is not the one that was written.</source>
        <translation>Zeile %1 ist nicht die, die geschrieben wurde.</translation>
    </message>
    <message>
        <source>Row %1 of the case journal was written by a newer version of this program. Open the case with that version.</source>
        <translation>Zeile %1 des Falljournals wurde von einer neueren Version dieses Programms geschrieben. Öffnen Sie den Fall mit jener Version.</translation>
    </message>
    <message>
        <source>it has no rows.</source>
        <translation>Es enthält keine Zeilen.</translation>
    </message>
    <message>
        <source>its end is not what this program wrote.</source>
        <translation>Das Ende ist nicht, was dieses Programm geschrieben hat.</translation>
    </message>
    <message>
        <source>This case is not the one that this computer has seen: its journal differs up to row %1.</source>
        <translation>Dieser Fall ist nicht der, den dieser Rechner gesehen hat: Sein Journal weicht bis Zeile %1 ab.</translation>
    </message>
    <message>
        <source>This case is older than this computer has seen it: its journal has %1 rows, and had %2.</source>
        <translation>Dieser Fall ist älter, als dieser Rechner ihn gesehen hat: Sein Journal hat %1 Zeilen und hatte %2.</translation>
    </message>
    <message>
        <source>%1 If nobody restored it from a copy on purpose, somebody put it back in time, and decisions are missing: use the newest copy that you trust. Sealed files that this journal does not name are kept, and can be taken back once the case is open.</source>
        <translation>%1 Wenn niemand ihn absichtlich aus einer Kopie wiederhergestellt hat, hat ihn jemand zurückgesetzt, und Entscheidungen fehlen: Nehmen Sie die neueste Kopie, der Sie vertrauen. Versiegelte Dateien, die dieses Journal nicht nennt, bleiben erhalten und lassen sich zurückholen, sobald der Fall geöffnet ist.</translation>
    </message>
    <message>
        <source>its newest rows are gone.</source>
        <translation>Die neuesten Zeilen fehlen.</translation>
    </message>
    <message>
        <source>The case has no journal (journal.db). Restore it from a copy. Where there is none, “redoubt-cli case orphans CASE --new-journal --take-back” brings the sealed files back without their names.</source>
        <translation>Der Fall hat kein Journal (journal.db). Stellen Sie es aus einer Kopie wieder her. Gibt es keine, holt „redoubt-cli case orphans CASE --new-journal --take-back“ die versiegelten Dateien ohne ihre Namen zurück.</translation>
    </message>
    <message>
        <source>The sealed file %1 cannot be taken back: %2</source>
        <translation>Die versiegelte Datei %1 kann nicht zurückgeholt werden: %2</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Faces, plates, screens, signatures, codes, names, contacts and identifying numbers are redacted. Dates, ages, organisations, places, web addresses and voices are kept, yet shown.</source>
        <translation>Gesichter, Kennzeichen, Bildschirme, Unterschriften, Codes, Namen, Kontaktdaten und identifizierende Nummern werden geschwärzt. Datum, Alter, Organisationen, Orte, Webadressen und Stimmen bleiben erhalten, werden aber angezeigt.</translation>
    </message>
    <message>
        <source>HIPAA Safe Harbor</source>
        <translation>HIPAA Safe Harbor</translation>
    </message>
    <message>
        <source>The 18 identifiers of 45 CFR 164.514(b)(2), voices and dates included; dates and ages are generalised where the rule allows it.</source>
        <translation>Die 18 Merkmale nach 45 CFR 164.514(b)(2), einschließlich Stimmen und Daten; Datums- und Altersangaben werden verallgemeinert, wo die Vorschrift es erlaubt.</translation>
    </message>
    <message>
        <source>FOIA</source>
        <translation>FOIA</translation>
    </message>
    <message>
        <source>As Standard; every mark carries an exemption code of 5 U.S.C. 552(b).</source>
        <translation>Wie Standard; jede Markierung trägt einen Ausnahmecode nach 5 U.S.C. 552(b).</translation>
    </message>
    <message>
        <source>Subject access request</source>
        <translation>Auskunftsersuchen</translation>
    </message>
    <message>
        <source>Everybody but the person who asks is redacted: faces, voices, names, contacts and numbers.</source>
        <translation>Alle außer der anfragenden Person werden geschwärzt: Gesichter, Stimmen, Namen, Kontaktdaten und Nummern.</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manuell</translation>
    </message>
    <message>
        <source>No machine proposals; only what a person marks is redacted.</source>
        <translation>Keine maschinellen Vorschläge; geschwärzt wird nur, was ein Mensch markiert.</translation>
    </message>
    <message>
        <source>names no effect that this program knows.</source>
        <translation>nennt keine Wirkung, die dieses Programm kennt.</translation>
    </message>
    <message>
        <source>must be &quot;redact&quot;, &quot;keep&quot; or &quot;ask&quot;.</source>
        <translation>muss „redact“, „keep“ oder „ask“ sein.</translation>
    </message>
    <message>
        <source>must be a word or an object with &quot;verdict&quot;.</source>
        <translation>muss ein Wort oder ein Objekt mit „verdict“ sein.</translation>
    </message>
    <message>
        <source>must be an object of types and rules.</source>
        <translation>muss ein Objekt aus Arten und Regeln sein.</translation>
    </message>
    <message>
        <source>must be an object.</source>
        <translation>muss ein Objekt sein.</translation>
    </message>
    <message>
        <source>names no effect of this medium.</source>
        <translation>nennt keine Wirkung dieses Mediums.</translation>
    </message>
    <message>
        <source>must be &quot;redoubt-profile/1&quot;.</source>
        <translation>muss „redoubt-profile/1“ sein.</translation>
    </message>
    <message>
        <source>is needed because &quot;reason_required&quot; is true.</source>
        <translation>ist nötig, weil „reason_required“ auf true steht.</translation>
    </message>
    <message>
        <source>must look like &quot;eng+chi_sim&quot;.</source>
        <translation>muss die Form „eng+chi_sim“ haben.</translation>
    </message>
    <message>
        <source>names an effect that is not implemented in this version.</source>
        <translation>nennt eine Wirkung, die es in dieser Version nicht gibt.</translation>
    </message>
    <message>
        <source>must be &quot;redoubt-reasons/1&quot;.</source>
        <translation>muss „redoubt-reasons/1“ sein.</translation>
    </message>
    <message>
        <source>must be a list with at least one reason.</source>
        <translation>muss eine Liste mit mindestens einer Begründung sein.</translation>
    </message>
    <message>
        <source>The field &quot;reasons[%1].code&quot; repeats the code %2.</source>
        <translation>Das Feld „reasons[%1].code“ wiederholt den Code %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Fund</numerusform>
            <numerusform>%n Funde</numerusform>
        </translation>
    </message>
    <message>
        <source>They were written in a form that this version cannot read.</source>
        <translation>Sie wurden in einer Form geschrieben, die diese Version nicht lesen kann.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Draw a mark</source>
        <translation>Markierung zeichnen</translation>
    </message>
    <message>
        <source>Withdraw a mark</source>
        <translation>Markierung zurückziehen</translation>
    </message>
    <message>
        <source>Change a person</source>
        <translation>Person ändern</translation>
    </message>
</context>
<context>
    <name>redoubt::cli</name>
    <message>
        <source>“%1” is too long for a passphrase (more than %2 bytes).</source>
        <translation>„%1“ ist zu lang für eine Passphrase (mehr als %2 Byte).</translation>
    </message>
    <message>
        <source>terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>A passphrase is needed: give --passphrase-file FILE (- for standard input), set REDOUBT_PASSPHRASE, or run in a terminal.</source>
        <translation>Eine Passphrase wird benötigt: Geben Sie --passphrase-file FILE an (- für die Standardeingabe), setzen Sie REDOUBT_PASSPHRASE oder starten Sie in einem Terminal.</translation>
    </message>
    <message>
        <source>Print results as JSON.</source>
        <translation>Ergebnisse als JSON ausgeben.</translation>
    </message>
    <message>
        <source>Read the passphrase from FILE (- for standard input); else REDOUBT_PASSPHRASE, else a prompt.</source>
        <translation>Passphrase aus FILE lesen (- für die Standardeingabe); sonst aus REDOUBT_PASSPHRASE, sonst durch Abfrage.</translation>
    </message>
    <message>
        <source>Progress on stderr: auto, bar, json (one object a line) or none.</source>
        <translation>Fortschritt auf stderr: auto, bar, json (ein Objekt je Zeile) oder none.</translation>
    </message>
    <message>
        <source>Workers; the results do not depend on it.</source>
        <translation>Zahl der Arbeiter; die Ergebnisse hängen nicht davon ab.</translation>
    </message>
    <message>
        <source>Who decides, for the custody log.</source>
        <translation>Wer entscheidet, für das Verwahrungsprotokoll.</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>Standardeingabe</translation>
    </message>
    <message>
        <source>New passphrase (it cannot be recovered): </source>
        <translation>Neue Passphrase (sie kann nicht wiederhergestellt werden): </translation>
    </message>
    <message>
        <source>Passphrase: </source>
        <translation>Passphrase: </translation>
    </message>
    <message>
        <source>Once more: </source>
        <translation>Noch einmal: </translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen stimmen nicht überein.</translation>
    </message>
    <message>
        <source>The passphrase is empty.</source>
        <translation>Die Passphrase ist leer.</translation>
    </message>
    <message>
        <source>Redoubt finds faces, voices and personal data in case files, removes them, attacks its own output and seals the originals.</source>
        <translation>Redoubt findet Gesichter, Stimmen und personenbezogene Daten in Fallakten, entfernt sie, greift die eigene Ausgabe an und versiegelt die Originale.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 usage, 3 some input unsupported or damaged, 4 wrong passphrase,
5 a leak was found and that output withheld, 130 cancelled.
Examples:
  redoubt-cli redact body_cam.mp4 report.pdf --out release
  redoubt-cli detect interview.wav --json
  redoubt-cli COMMAND --help</source>
        <translation>Rückgabewerte: 0 fertig, 1 fehlgeschlagen, 2 falscher Aufruf, 3 Eingabe teils nicht unterstützt oder beschädigt,
4 falsche Passphrase, 5 Leck gefunden und diese Ausgabe zurückgehalten, 130 abgebrochen.
Beispiele:
  redoubt-cli redact body_cam.mp4 report.pdf --out release
  redoubt-cli detect interview.wav --json
  redoubt-cli COMMAND --help</translation>
    </message>
    <message>
        <source>There is not enough memory for this work.</source>
        <translation>Für diese Arbeit reicht der Speicher nicht aus.</translation>
    </message>
    <message numerus="yes">
        <source>%n sealed original(s) are not named in the journal of this case: a run was stopped, or the journal lost rows or is an older one. They are kept. Add the same files again, or take them back with: redoubt-cli case orphans CASE --take-back</source>
        <translation>
            <numerusform>%n versiegeltes Original ist im Journal dieses Falls nicht genannt: Ein Lauf wurde angehalten, oder das Journal hat Zeilen verloren oder ist ein älteres. Es bleibt erhalten. Fügen Sie dieselbe Datei erneut hinzu, oder holen Sie das Original zurück mit: redoubt-cli case orphans CASE --take-back</numerusform>
            <numerusform>%n versiegelte Originale sind im Journal dieses Falls nicht genannt: Ein Lauf wurde angehalten, oder das Journal hat Zeilen verloren oder ist ein älteres. Sie bleiben erhalten. Fügen Sie dieselben Dateien erneut hinzu, oder holen Sie die Originale zurück mit: redoubt-cli case orphans CASE --take-back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sealed file(s) that the journal does not name cannot be opened; see: redoubt-cli case orphans CASE</source>
        <translation>
            <numerusform>%n versiegelte Datei, die das Journal nicht nennt, kann nicht geöffnet werden; siehe: redoubt-cli case orphans CASE</numerusform>
            <numerusform>%n versiegelte Dateien, die das Journal nicht nennt, können nicht geöffnet werden; siehe: redoubt-cli case orphans CASE</numerusform>
        </translation>
    </message>
    <message>
        <source>Only this file; may be given again.</source>
        <translation>Nur diese Datei; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Profile name or file.</source>
        <translation>Name oder Datei des Profils.</translation>
    </message>
    <message>
        <source>Work with a case step by step.</source>
        <translation>Schrittweise mit einem Fall arbeiten.</translation>
    </message>
    <message>
        <source>Make an empty case.</source>
        <translation>Einen leeren Fall anlegen.</translation>
    </message>
    <message>
        <source>Seal files into the case.</source>
        <translation>Dateien im Fall versiegeln.</translation>
    </message>
    <message>
        <source>Files and folders.</source>
        <translation>Dateien und Ordner.</translation>
    </message>
    <message>
        <source>Find faces, voices and personal data.</source>
        <translation>Gesichter, Stimmen und personenbezogene Daten finden.</translation>
    </message>
    <message>
        <source>fast, standard or thorough.</source>
        <translation>fast (schnell), standard oder thorough (gründlich).</translation>
    </message>
    <message>
        <source>Also files that were analysed already.</source>
        <translation>Auch Dateien, die bereits analysiert wurden.</translation>
    </message>
    <message>
        <source>Show what is in the case and how far it is.</source>
        <translation>Zeigen, was der Fall enthält und wie weit er ist.</translation>
    </message>
    <message>
        <source>Show the findings.</source>
        <translation>Die Funde zeigen.</translation>
    </message>
    <message>
        <source>Only this type.</source>
        <translation>Nur diese Art.</translation>
    </message>
    <message>
        <source>Only those that nobody decided.</source>
        <translation>Nur die, über die niemand entschieden hat.</translation>
    </message>
    <message>
        <source>Redact or keep findings.</source>
        <translation>Funde schwärzen oder belassen.</translation>
    </message>
    <message>
        <source>Redact them.</source>
        <translation>Schwärzen.</translation>
    </message>
    <message>
        <source>Keep them.</source>
        <translation>Belassen.</translation>
    </message>
    <message>
        <source>By id (or the start of one); may be given again.</source>
        <translation>Nach Kennung (oder deren Anfang); mehrfach möglich.</translation>
    </message>
    <message>
        <source>All of this type.</source>
        <translation>Alle dieser Art.</translation>
    </message>
    <message>
        <source>Reason code; may be given again.</source>
        <translation>Begründungscode; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Effect, such as fill, silence or label.</source>
        <translation>Wirkung, etwa fill, silence oder label.</translation>
    </message>
    <message>
        <source>Example:
  redoubt-cli case decide stop.redoubt --redact --type face --reason &apos;(b)(6)&apos;</source>
        <translation>Beispiel:
  redoubt-cli case decide stop.redoubt --redact --type face --reason &apos;(b)(6)&apos;</translation>
    </message>
    <message>
        <source>Apply a marks file.</source>
        <translation>Eine Markierungsdatei anwenden.</translation>
    </message>
    <message>
        <source>The marks file (JSON).</source>
        <translation>Die Markierungsdatei (JSON).</translation>
    </message>
    <message>
        <source>List people, or add one by name.</source>
        <translation>Personen auflisten oder eine mit Namen hinzufügen.</translation>
    </message>
    <message>
        <source>A name of one new person; again for other spellings.</source>
        <translation>Ein Name einer neuen Person; für weitere Schreibweisen wiederholen.</translation>
    </message>
    <message>
        <source>third_party, requester, staff or minor.</source>
        <translation>third_party (Dritte), requester (antragstellend), staff (Personal) oder minor (minderjährig).</translation>
    </message>
    <message>
        <source>Make a release.</source>
        <translation>Eine Freigabe erstellen.</translation>
    </message>
    <message>
        <source>Folder of the release.</source>
        <translation>Ordner der Freigabe.</translation>
    </message>
    <message>
        <source>Key that may open the originals too.</source>
        <translation>Schlüssel, der die Originale ebenfalls öffnen darf.</translation>
    </message>
    <message>
        <source>Verify and show the custody log.</source>
        <translation>Das Verwahrungsprotokoll verifizieren und zeigen.</translation>
    </message>
    <message>
        <source>Example:
  redoubt-cli case new stop.redoubt
  redoubt-cli case add stop.redoubt body_cam.mp4 report.pdf
  redoubt-cli case analyze stop.redoubt
  redoubt-cli case export stop.redoubt --out release</source>
        <translation>Beispiel:
  redoubt-cli case new stop.redoubt
  redoubt-cli case add stop.redoubt body_cam.mp4 report.pdf
  redoubt-cli case analyze stop.redoubt
  redoubt-cli case export stop.redoubt --out release</translation>
    </message>
    <message>
        <source>Folder of the case (NAME.redoubt).</source>
        <translation>Ordner des Falls (NAME.redoubt).</translation>
    </message>
    <message>
        <source>Take a case that was restored from an older copy for the right one, once and for all.</source>
        <translation>Einen Fall, der aus einer älteren Kopie wiederhergestellt wurde, ein für alle Mal als den richtigen nehmen.</translation>
    </message>
    <message>
        <source>Show sealed files that the journal does not name, or take them back.</source>
        <translation>Versiegelte Dateien zeigen, die das Journal nicht nennt, oder sie zurückholen.</translation>
    </message>
    <message>
        <source>Make files of the case of them again, under names such as recovered-1a2b….</source>
        <translation>Sie wieder zu Dateien des Falls machen, unter Namen wie recovered-1a2b….</translation>
    </message>
    <message>
        <source>Set a journal that is lost or broken aside and begin a new one. Its names, findings and decisions are not in the new one: restore the journal from a copy if you can.</source>
        <translation>Ein verlorenes oder beschädigtes Journal beiseitelegen und ein neues beginnen. Dessen Namen, Funde und Entscheidungen stehen im neuen nicht: Stellen Sie das Journal aus einer Kopie wieder her, wenn Sie können.</translation>
    </message>
    <message>
        <source>Also files that failed, or that were left aside because reading them was begun twice and never finished.</source>
        <translation>Auch Dateien, die gescheitert sind oder zurückgestellt wurden, weil das Lesen zweimal begonnen und nie fertig wurde.</translation>
    </message>
    <message>
        <source>Take files out of the case; their originals stay sealed.</source>
        <translation>Dateien aus dem Fall herausnehmen; ihre Originale bleiben versiegelt.</translation>
    </message>
    <message>
        <source>Name of a file in the case.</source>
        <translation>Name einer Datei im Fall.</translation>
    </message>
    <message>
        <source>Put files back that were removed.</source>
        <translation>Herausgenommene Dateien wieder aufnehmen.</translation>
    </message>
    <message>
        <source>The case has no file of that name; see: redoubt-cli case info.</source>
        <translation>Der Fall enthält keine Datei dieses Namens; siehe: redoubt-cli case info.</translation>
    </message>
    <message>
        <source>“%1” is not a type of finding.</source>
        <translation>„%1“ ist keine Fundart.</translation>
    </message>
    <message>
        <source>Say which findings: --finding ID, --type TYPE, --item NAME or --undecided.</source>
        <translation>Geben Sie an, welche Funde: --finding ID, --type TYPE, --item NAME oder --undecided.</translation>
    </message>
    <message>
        <source>Made %1. The passphrase cannot be recovered. Vault key %2.</source>
        <translation>%1 angelegt. Die Passphrase kann nicht wiederhergestellt werden. Tresorschlüssel %2.</translation>
    </message>
    <message>
        <source>Sealing</source>
        <translation>Versiegeln</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) sealed</source>
        <translation>
            <numerusform>%n Datei versiegelt</numerusform>
            <numerusform>%n Dateien versiegelt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n of them already in the vault</source>
        <translation>
            <numerusform>, %n davon schon im Tresor</numerusform>
            <numerusform>, %n davon schon im Tresor</numerusform>
        </translation>
    </message>
    <message>
        <source>Examining</source>
        <translation>Untersuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Fund</numerusform>
            <numerusform>%n Funde</numerusform>
        </translation>
    </message>
    <message>
        <source>Say either --redact or --keep.</source>
        <translation>Geben Sie entweder --redact oder --keep an.</translation>
    </message>
    <message>
        <source>“%1” is not an effect.</source>
        <translation>„%1“ ist keine Wirkung.</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) decided</source>
        <translation>
            <numerusform>über %n Fund entschieden</numerusform>
            <numerusform>über %n Funde entschieden</numerusform>
        </translation>
    </message>
    <message>
        <source>Marking</source>
        <translation>Markieren</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n mark(s) applied</source>
        <translation>
            <numerusform>%1 von %n Markierung angewendet</numerusform>
            <numerusform>%1 von %n Markierungen angewendet</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” has not been examined yet; run: redoubt-cli case analyze.</source>
        <translation>„%1“ wurde noch nicht untersucht; führen Sie aus: redoubt-cli case analyze.</translation>
    </message>
    <message>
        <source>Redacting</source>
        <translation>Schwärzen</translation>
    </message>
    <message numerus="yes">
        <source>, %n of them sealed before and taken back</source>
        <translation>
            <numerusform>, %n davon war schon versiegelt und wurde zurückgeholt</numerusform>
            <numerusform>, %n davon waren schon versiegelt und wurden zurückgeholt</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was decided: %1</source>
        <translation>Es wurde nichts entschieden: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) get a stronger effect: %1</source>
        <translation>
            <numerusform>%n Fund erhält eine stärkere Wirkung: %1</numerusform>
            <numerusform>%n Funde erhalten eine stärkere Wirkung: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no file “%1” to take out or put back.</source>
        <translation>Es gibt keine Datei „%1“, die herausgenommen oder wieder aufgenommen werden könnte.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) put back</source>
        <translation>
            <numerusform>%n Datei wieder aufgenommen</numerusform>
            <numerusform>%n Dateien wieder aufgenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken out; the originals stay sealed</source>
        <translation>
            <numerusform>%n Datei herausgenommen; das Original bleibt versiegelt</numerusform>
            <numerusform>%n Dateien herausgenommen; die Originale bleiben versiegelt</numerusform>
        </translation>
    </message>
    <message>
        <source>original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>text of a file, which is made again</source>
        <translation>Text einer Datei, der neu erstellt wird</translation>
    </message>
    <message>
        <source>cannot be opened: damaged, or of another vault</source>
        <translation>kann nicht geöffnet werden: beschädigt oder aus einem anderen Tresor</translation>
    </message>
    <message>
        <source>Every sealed file is named in the journal.</source>
        <translation>Jede versiegelte Datei ist im Journal genannt.</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>Zurückholen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken back</source>
        <translation>
            <numerusform>%n Datei zurückgeholt</numerusform>
            <numerusform>%n Dateien zurückgeholt</numerusform>
        </translation>
    </message>
    <message>
        <source>The journal of this case can be read: it stays. If it is an older one, give: redoubt-cli case info CASE --accept-restored</source>
        <translation>Das Journal dieses Falls ist lesbar und bleibt. Wenn es ein älteres ist, führen Sie aus: redoubt-cli case info CASE --accept-restored</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>unentschieden</translation>
    </message>
    <message numerus="yes">
        <source>%1: profile %2, vault key %3, %n release(s)</source>
        <translation>
            <numerusform>%1: Profil %2, Tresorschlüssel %3, %n Freigabe</numerusform>
            <numerusform>%1: Profil %2, Tresorschlüssel %3, %n Freigaben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n undecided</source>
        <translation>
            <numerusform>%n unentschieden</numerusform>
            <numerusform>%n unentschieden</numerusform>
        </translation>
    </message>
    <message>
        <source>not examined: %1 (%2)</source>
        <translation>nicht untersucht: %1 (%2)</translation>
    </message>
    <message>
        <source>The chain and its signatures are right; head %1.</source>
        <translation>Die Kette und ihre Signaturen stimmen; letztes Glied %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n sealed file(s) not named in the journal</source>
        <translation>
            <numerusform>%n versiegelte Datei, die das Journal nicht nennt</numerusform>
            <numerusform>%n versiegelte Dateien, die das Journal nicht nennt</numerusform>
        </translation>
    </message>
    <message>
        <source>taken out of the case</source>
        <translation>aus dem Fall herausgenommen</translation>
    </message>
    <message>
        <source>Print completion for bash.</source>
        <translation>Vervollständigung für bash ausgeben.</translation>
    </message>
    <message>
        <source>Example:
  source &lt;(redoubt-cli completion)</source>
        <translation>Beispiel:
  source &lt;(redoubt-cli completion)</translation>
    </message>
    <message>
        <source>Show what would be proposed in files; makes no case and writes nothing.</source>
        <translation>Zeigen, was in Dateien vorgeschlagen würde; legt keinen Fall an und schreibt nichts.</translation>
    </message>
    <message>
        <source>Only these types, separated by commas.</source>
        <translation>Nur diese Arten, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Languages of text in pictures (eng+chi_sim).</source>
        <translation>Sprachen von Text in Bildern (eng+chi_sim).</translation>
    </message>
    <message>
        <source>A name to look for; may be given again.</source>
        <translation>Ein Name, nach dem gesucht wird; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Example:
  redoubt-cli detect interview.mp4 letter.pdf --types face,person_name --json</source>
        <translation>Beispiel:
  redoubt-cli detect interview.mp4 letter.pdf --types face,person_name --json</translation>
    </message>
    <message>
        <source>name of the file</source>
        <translation>Name der Datei</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>model SHA-256 %1</source>
        <translation>Modell SHA-256 %1</translation>
    </message>
    <message>
        <source>List the profiles and what they redact.</source>
        <translation>Die Profile auflisten und was sie schwärzen.</translation>
    </message>
    <message>
        <source>List the reason codes.</source>
        <translation>Die Begründungscodes auflisten.</translation>
    </message>
    <message>
        <source>Only this set (name or file).</source>
        <translation>Nur diesen Satz (Name oder Datei).</translation>
    </message>
    <message>
        <source>List the detectors, their models and what is missing.</source>
        <translation>Die Detektoren, ihre Modelle und Fehlendes auflisten.</translation>
    </message>
    <message>
        <source>There is no readable file among the inputs.</source>
        <translation>Unter den Eingaben ist keine lesbare Datei.</translation>
    </message>
    <message>
        <source>Redact files and folders into a release that was attacked.</source>
        <translation>Dateien und Ordner schwärzen; die Freigabe wird vor der Ausgabe angegriffen.</translation>
    </message>
    <message>
        <source>Profile name or file (see: redoubt-cli profiles).</source>
        <translation>Name oder Datei des Profils (siehe: redoubt-cli profiles).</translation>
    </message>
    <message>
        <source>Marks to apply besides what is found.</source>
        <translation>Markierungen, die zusätzlich zu den Funden angewendet werden.</translation>
    </message>
    <message>
        <source>Key that may open the originals too (see: redoubt-cli vault keygen).</source>
        <translation>Schlüssel, der die Originale ebenfalls öffnen darf (siehe: redoubt-cli vault keygen).</translation>
    </message>
    <message>
        <source>Propose nothing; apply the marks only.</source>
        <translation>Nichts vorschlagen; nur die Markierungen anwenden.</translation>
    </message>
    <message>
        <source>Keep the case in DIR/case.redoubt for review.</source>
        <translation>Den Fall zur Durchsicht in DIR/case.redoubt behalten.</translation>
    </message>
    <message>
        <source>Examples:
  redoubt-cli redact evidence/ --out release --profile foia
  redoubt-cli redact chart.pdf --out release --marks marks.json --no-detect</source>
        <translation>Beispiele:
  redoubt-cli redact evidence/ --out release --profile foia
  redoubt-cli redact chart.pdf --out release --marks marks.json --no-detect</translation>
    </message>
    <message>
        <source>released, verified</source>
        <translation>freigegeben, verifiziert</translation>
    </message>
    <message>
        <source>released, verification incomplete</source>
        <translation>freigegeben, Verifikation unvollständig</translation>
    </message>
    <message>
        <source>WITHHELD</source>
        <translation>ZURÜCKGEHALTEN</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>nicht unterstützt</translation>
    </message>
    <message>
        <source>The marks file “%1” cannot be used: %2</source>
        <translation>Die Markierungsdatei „%1“ kann nicht verwendet werden: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n Markierung</numerusform>
            <numerusform>%n Markierungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n file(s) released into %2</source>
        <translation>
            <numerusform>%1 von %n Datei nach %2 freigegeben</numerusform>
            <numerusform>%1 von %n Dateien nach %2 freigegeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) were seen by no person.</source>
        <translation>
            <numerusform>%n Markierung hat kein Mensch gesehen.</numerusform>
            <numerusform>%n Markierungen hat kein Mensch gesehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>Packen</translation>
    </message>
    <message>
        <source>Extracting</source>
        <translation>Entpacken</translation>
    </message>
    <message>
        <source>No original of that name is in “%1”; see: redoubt-cli vault list.</source>
        <translation>In „%1“ ist kein Original dieses Namens; siehe: redoubt-cli vault list.</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Verifizieren</translation>
    </message>
    <message numerus="yes">
        <source>%n original(s) verified: every chunk and every hash is right.</source>
        <translation>
            <numerusform>%n Original verifiziert: Jeder Block und jeder Hash stimmt.</numerusform>
            <numerusform>%n Originale verifiziert: Jeder Block und jeder Hash stimmt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Public key, to give to others: %1</source>
        <translation>Öffentlicher Schlüssel, zum Weitergeben: %1</translation>
    </message>
    <message>
        <source>Secret key, to print and keep offline: %1</source>
        <translation>Geheimer Schlüssel, zum Ausdrucken und Verwahren abseits jedes Netzes: %1</translation>
    </message>
    <message>
        <source>Work with the sealed originals.</source>
        <translation>Mit den versiegelten Originalen arbeiten.</translation>
    </message>
    <message>
        <source>Write the originals of a case into one archive.</source>
        <translation>Die Originale eines Falls in ein Archiv schreiben.</translation>
    </message>
    <message>
        <source>The archive.</source>
        <translation>Das Archiv.</translation>
    </message>
    <message>
        <source>Key that may open it; may be given again.</source>
        <translation>Schlüssel, der es öffnen darf; mehrfach möglich.</translation>
    </message>
    <message>
        <source>List the originals.</source>
        <translation>Die Originale auflisten.</translation>
    </message>
    <message>
        <source>Write originals under their names.</source>
        <translation>Originale unter ihren Namen schreiben.</translation>
    </message>
    <message>
        <source>Folder to write to.</source>
        <translation>Ordner, in den geschrieben wird.</translation>
    </message>
    <message>
        <source>Only this original; may be given again.</source>
        <translation>Nur dieses Original; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Example:
  redoubt-cli vault extract release/originals.rvault --out originals --item report.pdf</source>
        <translation>Beispiel:
  redoubt-cli vault extract release/originals.rvault --out originals --item report.pdf</translation>
    </message>
    <message>
        <source>Check every chunk and hash.</source>
        <translation>Jeden Block und jeden Hash prüfen.</translation>
    </message>
    <message>
        <source>Make a key pair for a recipient of originals.</source>
        <translation>Ein Schlüsselpaar für einen Empfänger von Originalen erzeugen.</translation>
    </message>
    <message>
        <source>but the file is not the one that was released</source>
        <translation>aber die Datei ist nicht die freigegebene</translation>
    </message>
    <message>
        <source>Attacking</source>
        <translation>Angreifen</translation>
    </message>
    <message>
        <source>Attack outputs again, later.</source>
        <translation>Ausgaben später erneut angreifen.</translation>
    </message>
    <message>
        <source>Folder of a release, or one output.</source>
        <translation>Ordner einer Freigabe oder eine einzelne Ausgabe.</translation>
    </message>
    <message>
        <source>Marks whose content must be gone.</source>
        <translation>Markierungen, deren Inhalt verschwunden sein muss.</translation>
    </message>
    <message>
        <source>Do not recognise text in pictures.</source>
        <translation>Keinen Text in Bildern erkennen.</translation>
    </message>
    <message>
        <source>A case is compared with a whole release: name its folder.</source>
        <translation>Ein Fall wird mit einer ganzen Freigabe verglichen: Geben Sie deren Ordner an.</translation>
    </message>
    <message>
        <source>Case that the release was made of: gives marks and withheld words.</source>
        <translation>Fall, aus dem die Freigabe stammt: liefert Markierungen und zurückgehaltene Wörter.</translation>
    </message>
    <message>
        <source>Profile of the release, where it is not built in (with --case).</source>
        <translation>Profil der Freigabe, falls es nicht eingebaut ist (mit --case).</translation>
    </message>
    <message>
        <source>Fingerprint of the key that must have signed.</source>
        <translation>Fingerabdruck des Schlüssels, der signiert haben muss.</translation>
    </message>
    <message>
        <source>Without marks or case nobody knows what should be gone: then the verdict is “incomplete”.
Examples:
  redoubt-cli verify release --case release/case.redoubt
  redoubt-cli verify release/redacted/report.pdf --marks marks.json</source>
        <translation>Ohne Markierungen oder Fall weiß niemand, was verschwunden sein sollte: Dann ist das Ergebnis „unvollständig“.
Beispiele:
  redoubt-cli verify release --case release/case.redoubt
  redoubt-cli verify release/redacted/report.pdf --marks marks.json</translation>
    </message>
    <message>
        <source>The case “%1” was there before, and stays.</source>
        <translation>Der Fall „%1“ war schon vorher da und bleibt.</translation>
    </message>
    <message>
        <source>The case “%1” holds originals that are not in this release, and stays.</source>
        <translation>Der Fall „%1“ enthält Originale, die nicht in dieser Freigabe sind, und bleibt.</translation>
    </message>
    <message>
        <source>“%1” does not have the hash that was recorded when it was sealed.</source>
        <translation>„%1“ hat nicht den Hash, der beim Versiegeln festgehalten wurde.</translation>
    </message>
    <message>
        <source>An original has no usable name.</source>
        <translation>Ein Original hat keinen brauchbaren Namen.</translation>
    </message>
    <message>
        <source>How to start the process that reads one file, such as &quot;srun redoubt-worker&quot;; else REDOUBT_WORKER_COMMAND, else on this machine.</source>
        <translation>Wie der Prozess gestartet wird, der eine Datei liest, etwa &quot;srun redoubt-worker&quot;; sonst REDOUBT_WORKER_COMMAND, sonst auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>redoubt::detect</name>
    <message>
        <source>The file has neither pictures nor sound that can be played.</source>
        <translation>Die Datei enthält weder Bild noch Ton, die abgespielt werden können.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>No sound of it could be decoded.</source>
        <translation>Davon konnte kein Ton dekodiert werden.</translation>
    </message>
    <message>
        <source>OpenCV could not load its face cascades. Reinstall opencv-data.</source>
        <translation>OpenCV konnte seine Gesichtskaskaden nicht laden. Installieren Sie opencv-data neu.</translation>
    </message>
    <message>
        <source>Finds faces with the Haar cascades of OpenCV.</source>
        <translation>Findet Gesichter mit den Haar-Kaskaden von OpenCV.</translation>
    </message>
    <message>
        <source>The face detector failed on a picture of %1 x %2 pixels.</source>
        <translation>Der Gesichtsdetektor ist an einem Bild von %1 × %2 Pixeln gescheitert.</translation>
    </message>
    <message>
        <source>Faces are found by a weak detector, because the model for them is missing: about half of the faces are overlooked. Look through every picture and video yourself, or install the model. %1</source>
        <translation>Gesichter sucht ein schwacher Detektor, weil das Modell dafür fehlt: Etwa die Hälfte der Gesichter wird übersehen. Sehen Sie jedes Bild und jedes Video selbst durch, oder installieren Sie das Modell. %1</translation>
    </message>
    <message>
        <source>The model file %1 is not the one this program knows, so it was not used. Remove it and fetch it again with get-models.</source>
        <translation>Die Modelldatei %1 ist nicht die, die dieses Programm kennt, und wurde daher nicht verwendet. Entfernen Sie sie und holen Sie sie mit get-models erneut.</translation>
    </message>
    <message>
        <source>The face cascades of OpenCV are not installed. Install the package opencv-data, or better the YuNet model with get-models.</source>
        <translation>Die Gesichtskaskaden von OpenCV sind nicht installiert. Installieren Sie das Paket opencv-data oder besser mit get-models das YuNet-Modell.</translation>
    </message>
    <message>
        <source>The model file %1 is not installed: run packaging/get-models, or copy the file into the folder %2. Then start Redoubt again and analyse the files anew.</source>
        <translation>Die Modelldatei %1 ist nicht installiert: Führen Sie packaging/get-models aus, oder kopieren Sie die Datei in den Ordner %2. Starten Sie Redoubt dann neu, und analysieren Sie die Dateien noch einmal.</translation>
    </message>
    <message>
        <source>pictures on page %1</source>
        <translation>Bilder auf Seite %1</translation>
    </message>
    <message>
        <source>Faces are not looked for. %1</source>
        <translation>Nach Gesichtern wird nicht gesucht. %1</translation>
    </message>
    <message>
        <source>it matches nothing.</source>
        <translation>Sie trifft auf nichts zu.</translation>
    </message>
    <message>
        <source>it does not fit a file of this kind.</source>
        <translation>Sie passt nicht zu einer Datei dieser Art.</translation>
    </message>
    <message>
        <source>Finds personal data in text by patterns, check digits, context and names.</source>
        <translation>Findet personenbezogene Daten in Text anhand von Mustern, Prüfziffern, Zusammenhang und Namen.</translation>
    </message>
    <message>
        <source>part of the text</source>
        <translation>Teil des Textes</translation>
    </message>
    <message>
        <source>It is so dense that the recognisers stopped at their limit. Read it, and mark by hand what should go.</source>
        <translation>Er ist so dicht, dass die Erkennung an ihrer Grenze anhielt. Lesen Sie ihn, und markieren Sie von Hand, was entfernt werden soll.</translation>
    </message>
    <message numerus="yes">
        <source>%n packed part(s) of the text</source>
        <translation>
            <numerusform>%n gepackter Teil des Textes</numerusform>
            <numerusform>%n gepackte Teile des Textes</numerusform>
        </translation>
    </message>
    <message>
        <source>They hold pictures, files or keys in a packed form (base64, uuencode), which is not read inside of text. Take them out, or redact them whole.</source>
        <translation>Dort stehen Bilder, Dateien oder Schlüssel in gepackter Form (base64, uuencode), die innerhalb von Text nicht gelesen wird. Nehmen Sie sie heraus, oder schwärzen Sie sie ganz.</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged frame(s) could not be seen as recorded</source>
        <translation>
            <numerusform>%n beschädigtes Einzelbild konnte nicht wie aufgezeichnet gesehen werden</numerusform>
            <numerusform>%n beschädigte Einzelbilder konnten nicht wie aufgezeichnet gesehen werden</numerusform>
        </translation>
    </message>
    <message>
        <source>No frame of it could be decoded.</source>
        <translation>Davon konnte kein Einzelbild dekodiert werden.</translation>
    </message>
    <message>
        <source>The voice detector could not be started.</source>
        <translation>Der Stimmdetektor konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Finds where people speak, with the detector of WebRTC.</source>
        <translation>Findet mit dem Detektor von WebRTC, wo gesprochen wird.</translation>
    </message>
    <message>
        <source>The voice detector failed.</source>
        <translation>Der Stimmdetektor ist gescheitert.</translation>
    </message>
    <message>
        <source>The face model %1 could not be loaded. Fetch it again with get-models.</source>
        <translation>Das Gesichtsmodell %1 konnte nicht geladen werden. Holen Sie es mit get-models erneut.</translation>
    </message>
    <message>
        <source>Finds faces with the neural network YuNet.</source>
        <translation>Findet Gesichter mit dem neuronalen Netz YuNet.</translation>
    </message>
</context>
<context>
    <name>redoubt::document</name>
    <message>
        <source>The file holds a sequence of pictures over time (HEIC or AVIF animation), which cannot be examined. Convert it to a film.</source>
        <translation>Die Datei enthält eine zeitliche Folge von Bildern (HEIC- oder AVIF-Animation), die nicht untersucht werden kann. Wandeln Sie sie in ein Video um.</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) on page %1</source>
        <translation>
            <numerusform>%n Wort auf Seite %1</numerusform>
            <numerusform>%n Wörter auf Seite %1</numerusform>
        </translation>
    </message>
    <message>
        <source>They could not be read. Look at the page, and mark by hand what should go.</source>
        <translation>Sie konnten nicht gelesen werden. Sehen Sie sich die Seite an, und markieren Sie von Hand, was entfernt werden soll.</translation>
    </message>
    <message>
        <source>Text recognition for &quot;%1&quot; is not installed. Install the packages tesseract-ocr-… of these languages.</source>
        <translation>Die Texterkennung für „%1“ ist nicht installiert. Installieren Sie die Pakete tesseract-ocr-… dieser Sprachen.</translation>
    </message>
    <message>
        <source>Text recognition could not be started. Install the package tesseract-ocr again.</source>
        <translation>Die Texterkennung konnte nicht gestartet werden. Installieren Sie das Paket tesseract-ocr neu.</translation>
    </message>
    <message>
        <source>The picture is too large for text recognition.</source>
        <translation>Das Bild ist für die Texterkennung zu groß.</translation>
    </message>
    <message>
        <source>Text recognition took too long or failed.</source>
        <translation>Die Texterkennung dauerte zu lange oder schlug fehl.</translation>
    </message>
    <message>
        <source>Text recognition failed on this picture.</source>
        <translation>Die Texterkennung ist an diesem Bild gescheitert.</translation>
    </message>
    <message>
        <source>The picture is too large to draw at this resolution.</source>
        <translation>Das Bild ist zu groß, um in dieser Auflösung gezeichnet zu werden.</translation>
    </message>
    <message>
        <source>The PDF is damaged and cannot be read. Repair it in the program that made it, or ask for another copy.</source>
        <translation>Die PDF-Datei ist beschädigt und kann nicht gelesen werden. Reparieren Sie sie in dem Programm, mit dem sie erstellt wurde, oder bitten Sie um eine andere Kopie.</translation>
    </message>
    <message>
        <source>The page takes too long to draw. Flatten or simplify it first.</source>
        <translation>Das Zeichnen der Seite dauert zu lange. Reduzieren oder vereinfachen Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The PDF is protected by a password. Save a copy without the password and add that.</source>
        <translation>Die PDF-Datei ist durch ein Passwort geschützt. Speichern Sie eine Kopie ohne Passwort und fügen Sie diese hinzu.</translation>
    </message>
    <message>
        <source>The page is too large to draw at this resolution.</source>
        <translation>Die Seite ist zu groß, um in dieser Auflösung gezeichnet zu werden.</translation>
    </message>
    <message>
        <source>There is not enough memory to draw the page.</source>
        <translation>Zum Zeichnen der Seite reicht der Speicher nicht aus.</translation>
    </message>
    <message>
        <source>The document has more pages than are read.</source>
        <translation>Das Dokument hat mehr Seiten, als gelesen werden.</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Parts of the page are damaged and could not be read.</source>
        <translation>Teile der Seite sind beschädigt und konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>No page of the PDF can be read. Repair it in the program that made it, or ask for another copy.</source>
        <translation>Keine Seite der PDF-Datei kann gelesen werden. Reparieren Sie sie in dem Programm, mit dem sie erstellt wurde, oder bitten Sie um eine andere Kopie.</translation>
    </message>
    <message>
        <source>The picture has more than 400 million pixels. Split or scale it first.</source>
        <translation>Das Bild hat mehr als 400 Millionen Pixel. Teilen oder verkleinern Sie es zuerst.</translation>
    </message>
    <message>
        <source>The picture is damaged and cannot be read. Open it in the program that made it and save it again.</source>
        <translation>Das Bild ist beschädigt und kann nicht gelesen werden. Öffnen Sie es in dem Programm, mit dem es erstellt wurde, und speichern Sie es erneut.</translation>
    </message>
    <message>
        <source>This is no picture format that can be read. Supported are JPEG, PNG, GIF, BMP, TIFF, WebP and HEIC.</source>
        <translation>Dieses Bildformat kann nicht gelesen werden. Unterstützt werden JPEG, PNG, GIF, BMP, TIFF, WebP und HEIC.</translation>
    </message>
    <message>
        <source>The picture has no such page.</source>
        <translation>Das Bild hat keine solche Seite.</translation>
    </message>
    <message>
        <source>There is not enough memory to open the picture.</source>
        <translation>Zum Öffnen des Bildes reicht der Speicher nicht aus.</translation>
    </message>
    <message>
        <source>The pictures of the animation or collection have more than 2000 million pixels together. Split or scale it first.</source>
        <translation>Die Bilder der Animation oder Sammlung haben zusammen mehr als 2 Milliarden Pixel. Teilen oder verkleinern Sie sie zuerst.</translation>
    </message>
    <message numerus="yes">
        <source>The picture is an animation or collection of %n pictures; up to %1 are examined one by one. Convert it to a film, or split it.</source>
        <translation>
            <numerusform>Das Bild ist eine Animation oder Sammlung aus %n Bild; bis zu %1 werden einzeln untersucht. Wandeln Sie es in ein Video um, oder teilen Sie es.</numerusform>
            <numerusform>Das Bild ist eine Animation oder Sammlung aus %n Bildern; bis zu %1 werden einzeln untersucht. Wandeln Sie es in ein Video um, oder teilen Sie es.</numerusform>
        </translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>The list of pages is damaged.</source>
        <translation>Die Seitenliste ist beschädigt.</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>The metadata block is damaged.</source>
        <translation>Der Metadatenblock ist beschädigt.</translation>
    </message>
    <message>
        <source>The file holds binary data, not text. Convert it to text or to one of the supported formats first.</source>
        <translation>Die Datei enthält Binärdaten, keinen Text. Wandeln Sie sie zuerst in Text oder eines der unterstützten Formate um.</translation>
    </message>
    <message>
        <source>The text cannot be written in its own encoding.</source>
        <translation>Der Text kann in seiner eigenen Kodierung nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>The text is not written in Unicode, and too little of it tells in what: most likely %1 (%2 %). Names with letters beyond A to Z may have been missed. Save the file as UTF-8.</source>
        <translation>Der Text ist nicht in Unicode geschrieben, und zu wenig davon verrät die Kodierung: am ehesten %1 (%2 %). Namen mit anderen Buchstaben als A bis Z wurden möglicherweise übersehen. Speichern Sie die Datei als UTF-8.</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged character(s)</source>
        <translation>
            <numerusform>%n beschädigtes Zeichen</numerusform>
            <numerusform>%n beschädigte Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>They are none of %1, in which the rest of the text is written.</source>
        <translation>In %1, der Kodierung des übrigen Textes, gibt es solche Zeichen nicht.</translation>
    </message>
    <message>
        <source>The text is written in %1, in a way that cannot be written again. Save it as UTF-8 first.</source>
        <translation>Der Text ist in %1 geschrieben, in einer Weise, die sich nicht wieder schreiben lässt. Speichern Sie ihn zuerst als UTF-8.</translation>
    </message>
    <message>
        <source>The TIFF has more than %1 pages. Split it first.</source>
        <translation>Das TIFF hat mehr als %1 Seiten. Teilen Sie es zuerst.</translation>
    </message>
    <message>
        <source>The page is coded in a way that cannot be read (such as raw camera data or floating point). Convert it to ordinary colours first.</source>
        <translation>Die Seite ist in einer Weise kodiert, die nicht gelesen werden kann (etwa Kamera-Rohdaten oder Gleitkommazahlen). Wandeln Sie sie zuerst in gewöhnliche Farben um.</translation>
    </message>
</context>
<context>
    <name>redoubt::media</name>
    <message>
        <source>There is not enough memory to go on. Close other programs or process the file alone.</source>
        <translation>Der Speicher reicht nicht aus, um fortzufahren. Schließen Sie andere Programme, oder verarbeiten Sie die Datei allein.</translation>
    </message>
    <message>
        <source>The file uses a format that is not supported here.</source>
        <translation>Die Datei verwendet ein Format, das hier nicht unterstützt wird.</translation>
    </message>
    <message>
        <source>The file is damaged or cut off and cannot be played. Obtain another copy of it.</source>
        <translation>Die Datei ist beschädigt oder abgeschnitten und kann nicht abgespielt werden. Beschaffen Sie eine andere Kopie.</translation>
    </message>
    <message>
        <source>The file has no audio stream number %1.</source>
        <translation>Die Datei hat keinen Audiostream Nummer %1.</translation>
    </message>
    <message>
        <source>Sound of the kind “%1” cannot be decoded here.</source>
        <translation>Ton der Art „%1“ kann hier nicht dekodiert werden.</translation>
    </message>
    <message>
        <source>The sound stream %1 has no sensible sample rate or number of channels.</source>
        <translation>Der Audiostream %1 hat keine sinnvolle Abtastrate oder Kanalzahl.</translation>
    </message>
    <message>
        <source>The file is no sound or video in a format that is known here.</source>
        <translation>Die Datei ist weder Ton noch Video in einem hier bekannten Format.</translation>
    </message>
    <message>
        <source>The file has more than %1 streams.</source>
        <translation>Die Datei hat mehr als %1 Streams.</translation>
    </message>
    <message>
        <source>The picture of %1 × %2 is larger than can be processed safely.</source>
        <translation>Das Bild mit %1 × %2 ist größer, als sicher verarbeitet werden kann.</translation>
    </message>
    <message>
        <source>The file has neither sound nor video in it.</source>
        <translation>Die Datei enthält weder Ton noch Video.</translation>
    </message>
    <message>
        <source>The file has no video stream number %1.</source>
        <translation>Die Datei hat keinen Videostream Nummer %1.</translation>
    </message>
    <message>
        <source>The video has more frames than can be handled.</source>
        <translation>Das Video hat mehr Einzelbilder, als verarbeitet werden können.</translation>
    </message>
    <message>
        <source>The video has no pictures. Use the original program of the recorder, or convert the file first.</source>
        <translation>Das Video enthält keine Bilder. Verwenden Sie das Originalprogramm des Aufnahmegeräts, oder konvertieren Sie die Datei zuerst.</translation>
    </message>
    <message>
        <source>The picture at this time cannot be decoded: the file is damaged there. Step on to the next picture.</source>
        <translation>Das Bild zu diesem Zeitpunkt kann nicht dekodiert werden: Die Datei ist dort beschädigt. Gehen Sie weiter zum nächsten Bild.</translation>
    </message>
    <message>
        <source>The video has no picture that can be decoded.</source>
        <translation>Das Video enthält kein Bild, das dekodiert werden kann.</translation>
    </message>
    <message>
        <source>Video of the kind “%1” cannot be decoded here.</source>
        <translation>Video der Art „%1“ kann hier nicht dekodiert werden.</translation>
    </message>
</context>
<context>
    <name>redoubt::medium</name>
    <message>
        <source>There is no picture here.</source>
        <translation>Hier gibt es kein Bild.</translation>
    </message>
    <message>
        <source>Files of the kind &quot;%1&quot; cannot be examined yet.</source>
        <translation>Dateien der Art „%1“ können noch nicht untersucht werden.</translation>
    </message>
    <message>
        <source>Files of the kind “%1” cannot be redacted yet; the original stays sealed in the vault.</source>
        <translation>Dateien der Art „%1“ können noch nicht geschwärzt werden; das Original bleibt im Tresor versiegelt.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
</context>
<context>
    <name>redoubt::redact</name>
    <message>
        <source>The case has no such item.</source>
        <translation>Der Fall enthält kein solches Element.</translation>
    </message>
    <message>
        <source>“%1”: the profile “%2” requires a reason on every mark, and a mark of type “%3” has none. Choose a reason for it, or give the type one in the profile.</source>
        <translation>„%1“: Das Profil „%2“ verlangt für jede Markierung eine Begründung; bei einer Markierung der Art „%3“ fehlt sie. Wählen Sie eine, oder geben Sie der Art im Profil eine Begründung.</translation>
    </message>
    <message>
        <source>Sound with %1 channels at %2 Hz cannot be encoded.</source>
        <translation>Ton mit %1 Kanälen bei %2 Hz kann nicht kodiert werden.</translation>
    </message>
    <message>
        <source>The sound changes its number of channels on the way. Convert the file first.</source>
        <translation>Der Ton wechselt zwischendurch die Kanalzahl. Konvertieren Sie die Datei zuerst.</translation>
    </message>
    <message>
        <source>The sound has a gap of more than %1 hours. Its times are damaged.</source>
        <translation>Der Ton hat eine Lücke von mehr als %1 Stunden. Seine Zeitangaben sind beschädigt.</translation>
    </message>
    <message>
        <source>The picture is in a format that cannot be written again.</source>
        <translation>Das Bild hat ein Format, das nicht wieder geschrieben werden kann.</translation>
    </message>
    <message>
        <source>A mark lies outside of the picture. Analyse the file again.</source>
        <translation>Eine Markierung liegt außerhalb des Bildes. Analysieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>Colours were reduced to 8 bits per channel.</source>
        <translation>Die Farben wurden auf 8 Bit je Kanal verringert.</translation>
    </message>
    <message>
        <source>The HEIC picture was written as JPEG.</source>
        <translation>Das HEIC-Bild wurde als JPEG geschrieben.</translation>
    </message>
    <message>
        <source>The picture was written as PNG.</source>
        <translation>Das Bild wurde als PNG geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n further picture(s) inside the file that viewers do not show as such (previews, depth or gain maps) were left out.</source>
        <translation>
            <numerusform>%n weiteres Bild in der Datei, das Betrachter nicht als solches zeigen (Vorschau, Tiefen- oder Helligkeitskarte), wurde weggelassen.</numerusform>
            <numerusform>%n weitere Bilder in der Datei, die Betrachter nicht als solche zeigen (Vorschau, Tiefen- oder Helligkeitskarten), wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) behind the end of the picture were left out.</source>
        <translation>
            <numerusform>%n Byte nach dem Ende des Bildes wurde weggelassen.</numerusform>
            <numerusform>%n Byte nach dem Ende des Bildes wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The list of pages is damaged: what lies behind page %1 could not be read and was left out.</source>
        <translation>Die Seitenliste ist beschädigt: Was nach Seite %1 kommt, konnte nicht gelesen werden und wurde weggelassen.</translation>
    </message>
    <message>
        <source>The animation was written as animated PNG.</source>
        <translation>Die Animation wurde als animiertes PNG geschrieben.</translation>
    </message>
    <message>
        <source>The pictures of the file were written as pages of a TIFF.</source>
        <translation>Die Bilder der Datei wurden als Seiten eines TIFF geschrieben.</translation>
    </message>
    <message>
        <source>The picture could not be written.</source>
        <translation>Das Bild konnte nicht geschrieben werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) of subtitles, data or cover pictures were left out.</source>
        <translation>
            <numerusform>%n Stream mit Untertiteln, Daten oder Titelbild wurde weggelassen.</numerusform>
            <numerusform>%n Streams mit Untertiteln, Daten oder Titelbildern wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the file&apos;s streams can be decoded here.</source>
        <translation>Keiner der Streams der Datei kann hier dekodiert werden.</translation>
    </message>
    <message>
        <source>Video stream %1 was left out, since nothing in it was marked.</source>
        <translation>Videostream %1 wurde weggelassen, da darin nichts markiert war.</translation>
    </message>
    <message>
        <source>Video stream %1 cannot be decoded and was left out.</source>
        <translation>Videostream %1 kann nicht dekodiert werden und wurde weggelassen.</translation>
    </message>
    <message>
        <source>Sound stream %1 cannot be decoded or encoded and was left out.</source>
        <translation>Audiostream %1 kann nicht dekodiert oder kodiert werden und wurde weggelassen.</translation>
    </message>
    <message>
        <source>Mark %1 lies in stream %2, which is no video of this file.</source>
        <translation>Markierung %1 liegt in Stream %2, der kein Video dieser Datei ist.</translation>
    </message>
    <message>
        <source>Mark %1 lies in stream %2, which is no sound of this file.</source>
        <translation>Markierung %1 liegt in Stream %2, der kein Ton dieser Datei ist.</translation>
    </message>
    <message>
        <source>Mark %1 covers nothing that is in the file. Correct its time and place, or remove it.</source>
        <translation>Markierung %1 deckt nichts ab, was in der Datei ist. Korrigieren Sie Zeit und Stelle, oder entfernen Sie die Markierung.</translation>
    </message>
    <message>
        <source>Video was re-encoded from %1 to %2.</source>
        <translation>Das Video wurde von %1 nach %2 umkodiert.</translation>
    </message>
    <message>
        <source>The pictures of video stream %1 were converted to another colour format, since their own cannot be encoded at this size.</source>
        <translation>Die Bilder von Videostream %1 wurden in ein anderes Farbformat umgewandelt, da das eigene in dieser Größe nicht kodiert werden kann.</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged frame(s) were blackened as a whole.</source>
        <translation>
            <numerusform>%n beschädigtes Einzelbild wurde vollständig geschwärzt.</numerusform>
            <numerusform>%n beschädigte Einzelbilder wurden vollständig geschwärzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sound was re-encoded from %1 to %2.</source>
        <translation>Der Ton wurde von %1 nach %2 umkodiert.</translation>
    </message>
    <message>
        <source>Sound was resampled from %1 Hz to %2 Hz.</source>
        <translation>Die Abtastrate des Tons wurde von %1 Hz auf %2 Hz geändert.</translation>
    </message>
    <message>
        <source>Pixelated areas can sometimes be recognised again; a solid fill cannot.</source>
        <translation>Verpixelte Bereiche lassen sich mitunter wieder erkennen; eine deckende Füllung nicht.</translation>
    </message>
    <message>
        <source>The pictures of video stream %1 were converted to 8 bits and 4:2:0, which every player shows.</source>
        <translation>Die Bilder von Videostream %1 wurden in 8 Bit und 4:2:0 umgewandelt, was jeder Player zeigt.</translation>
    </message>
    <message>
        <source>Sound was re-encoded from %1 to %2, which every player plays.</source>
        <translation>Der Ton wurde von %1 nach %2 umkodiert, was jeder Player abspielt.</translation>
    </message>
    <message>
        <source>The source ends early: it is damaged or was cut off, and what could not be read is missing here, too.</source>
        <translation>Die Quelle endet zu früh: Sie ist beschädigt oder abgeschnitten, und was nicht gelesen werden konnte, fehlt auch hier.</translation>
    </message>
    <message>
        <source>The video stream %1 cannot be decoded.</source>
        <translation>Der Videostream %1 kann nicht dekodiert werden.</translation>
    </message>
    <message>
        <source>The pictures of video stream %1 are of a kind that cannot be encoded.</source>
        <translation>Die Bilder von Videostream %1 sind von einer Art, die nicht kodiert werden kann.</translation>
    </message>
    <message>
        <source>The picture changes its size at %1 s. Split the video there and redact the parts.</source>
        <translation>Das Bild ändert bei %1 s seine Größe. Teilen Sie das Video dort und schwärzen Sie die Teile.</translation>
    </message>
    <message>
        <source>The PDF is a dynamic XFA form, whose pages exist only inside Adobe&apos;s own programs. Print it to a new PDF there and add that.</source>
        <translation>Die PDF-Datei ist ein dynamisches XFA-Formular, dessen Seiten nur in Programmen von Adobe existieren. Drucken Sie es dort in eine neue PDF-Datei und fügen Sie diese hinzu.</translation>
    </message>
    <message numerus="yes">
        <source>A mark lies on page %1, but the document has %n page(s).</source>
        <translation>
            <numerusform>Eine Markierung liegt auf Seite %1, aber das Dokument hat %n Seite.</numerusform>
            <numerusform>Eine Markierung liegt auf Seite %1, aber das Dokument hat %n Seiten.</numerusform>
        </translation>
    </message>
    <message>
        <source>A mark on page %1 has no size.</source>
        <translation>Eine Markierung auf Seite %1 hat keine Größe.</translation>
    </message>
    <message>
        <source>The structure of the PDF is damaged. Every page was turned into a picture.</source>
        <translation>Die Struktur der PDF-Datei ist beschädigt. Jede Seite wurde in ein Bild umgewandelt.</translation>
    </message>
    <message>
        <source>The PDF could not be written. Print it to a new PDF and add that.</source>
        <translation>Die PDF-Datei konnte nicht geschrieben werden. Drucken Sie sie in eine neue PDF-Datei und fügen Sie diese hinzu.</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) were turned into pictures.</source>
        <translation>
            <numerusform>%n Seite wurde in ein Bild umgewandelt.</numerusform>
            <numerusform>%n Seiten wurden in Bilder umgewandelt.</numerusform>
        </translation>
    </message>
    <message>
        <source>A mark does not fit the text. Analyse the file again.</source>
        <translation>Eine Markierung passt nicht zum Text. Analysieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>FFmpeg on this computer has no “%1” encoder. Install a complete build of FFmpeg.</source>
        <translation>FFmpeg auf diesem Computer hat keinen Kodierer „%1“. Installieren Sie ein vollständiges FFmpeg.</translation>
    </message>
    <message>
        <source>Pictures of this size or kind cannot be encoded (%1 × %2).</source>
        <translation>Bilder dieser Größe oder Art können nicht kodiert werden (%1 × %2).</translation>
    </message>
    <message>
        <source>A mark was not applied. Analyse the file again.</source>
        <translation>Eine Markierung wurde nicht angewandt. Analysieren Sie die Datei erneut.</translation>
    </message>
</context>
<context>
    <name>redoubt::release</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1×%2 pixels at %3, %4</source>
        <translation>%1×%2 Pixel bei %3, %4</translation>
    </message>
    <message>
        <source>stream %1, %2</source>
        <translation>Stream %1, %2</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>page %1, %2×%3 at %4, %5</source>
        <translation>Seite %1, %2×%3 bei %4, %5</translation>
    </message>
    <message>
        <source>characters %1 to %2</source>
        <translation>Zeichen %1 bis %2</translation>
    </message>
    <message>
        <source>1 area</source>
        <translation>1 Bereich</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n Einzelbild</numerusform>
            <numerusform>%n Einzelbilder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message numerus="yes">
        <source>%n area(s)</source>
        <translation>
            <numerusform>%n Bereich</numerusform>
            <numerusform>%n Bereiche</numerusform>
        </translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 Feld</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 Stelle</translation>
    </message>
    <message>
        <source>in the text</source>
        <translation>im Text</translation>
    </message>
    <message>
        <source>row %1, cell %2</source>
        <translation>Zeile %1, Zelle %2</translation>
    </message>
    <message>
        <source>line %1, character %2</source>
        <translation>Zeile %1, Zeichen %2</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>keine Ausgabe</translation>
    </message>
    <message>
        <source>The release cannot be signed: only who holds the passphrase of the case may release.</source>
        <translation>Die Freigabe kann nicht signiert werden: Freigeben darf nur, wer die Passphrase des Falls hat.</translation>
    </message>
    <message>
        <source>Verification found content that should be gone (%1). No output was written; look at the item and add marks, or redact whole pages or the whole frame.</source>
        <translation>Die Verifikation hat Inhalt gefunden, der verschwunden sein sollte (%1). Es wurde keine Ausgabe geschrieben; sehen Sie sich das Element an und ergänzen Sie Markierungen, oder schwärzen Sie ganze Seiten oder das ganze Bild.</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the original were not examined for what should be redacted</source>
        <translation>
            <numerusform>%n Teil des Originals wurde nicht auf zu Schwärzendes untersucht</numerusform>
            <numerusform>%n Teile des Originals wurden nicht auf zu Schwärzendes untersucht</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is sealed in the vault, but its kind (%2) cannot be redacted yet.</source>
        <translation>„%1“ ist im Tresor versiegelt, aber Dateien dieser Art (%2) können noch nicht geschwärzt werden.</translation>
    </message>
    <message>
        <source>the name of the output holds withheld text</source>
        <translation>der Name der Ausgabe enthält zurückgehaltenen Text</translation>
    </message>
    <message>
        <source>the name of the output holds nothing withheld</source>
        <translation>der Name der Ausgabe enthält nichts Zurückgehaltenes</translation>
    </message>
    <message>
        <source>The name of the file holds withheld words and was replaced; the original has it.</source>
        <translation>Der Name der Datei enthält zurückgehaltene Wörter und wurde ersetzt; das Original trägt ihn weiterhin.</translation>
    </message>
    <message>
        <source>Redacting it was begun twice and never finished, so it was left aside this time. The next release tries it again.</source>
        <translation>Das Schwärzen wurde zweimal begonnen und nie fertig; die Datei wurde diesmal zurückgestellt. Die nächste Freigabe versucht es erneut.</translation>
    </message>
    <message>
        <source>released, verified</source>
        <translation>freigegeben, verifiziert</translation>
    </message>
    <message>
        <source>released, verification incomplete</source>
        <translation>freigegeben, Verifikation unvollständig</translation>
    </message>
    <message>
        <source>withheld: leak found</source>
        <translation>zurückgehalten: Leck gefunden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>nicht unterstützt</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>sauber</translation>
    </message>
    <message>
        <source>leak</source>
        <translation>Leck</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>released</source>
        <translation>freigegeben</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>not released</source>
        <translation>nicht freigegeben</translation>
    </message>
    <message>
        <source>marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>seen by no person</source>
        <translation>von niemandem gesehen</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) were proposed by the program and applied without a person having looked at them.</source>
        <translation>
            <numerusform>%n Markierung wurde vom Programm vorgeschlagen und angewendet, ohne dass ein Mensch sie angesehen hat.</numerusform>
            <numerusform>%n Markierungen wurden vom Programm vorgeschlagen und angewendet, ohne dass ein Mensch sie angesehen hat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Parts of %n file(s) could not be examined; they are listed below.</source>
        <translation>
            <numerusform>Teile von %n Datei konnten nicht untersucht werden; sie sind unten aufgeführt.</numerusform>
            <numerusform>Teile von %n Dateien konnten nicht untersucht werden; sie sind unten aufgeführt.</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Nothing was redacted in this file.</source>
        <translation>In dieser Datei wurde nichts geschwärzt.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden von</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s) are in log.csv.</source>
        <translation>
            <numerusform>%n weitere Zeile steht in log.csv.</numerusform>
            <numerusform>%n weitere Zeilen stehen in log.csv.</numerusform>
        </translation>
    </message>
    <message>
        <source>released SHA-256</source>
        <translation>SHA-256 der Freigabe</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Not examined</source>
        <translation>Nicht untersucht</translation>
    </message>
    <message numerus="yes">
        <source>How the output was attacked (%n check(s))</source>
        <translation>
            <numerusform>Wie die Ausgabe angegriffen wurde (%n Prüfung)</numerusform>
            <numerusform>Wie die Ausgabe angegriffen wurde (%n Prüfungen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Release %1</source>
        <translation>Freigabe %1</translation>
    </message>
    <message>
        <source>Profile “%1” · %2 UTC · %3</source>
        <translation>Profil „%1“ · %2 UTC · %3</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation>Detektoren</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>Custody log at this release</source>
        <translation>Verwahrungsprotokoll bei dieser Freigabe</translation>
    </message>
    <message>
        <source>The originals are sealed in originals.rvault. Every mark is listed in log.csv; hashes and checks are in release.json.</source>
        <translation>Die Originale sind in originals.rvault versiegelt. Jede Markierung ist in log.csv aufgeführt; Hashes und Prüfungen stehen in release.json.</translation>
    </message>
    <message>
        <source>original, keyed fingerprint</source>
        <translation>Fingerabdruck des Originals (mit Schlüssel gebildet)</translation>
    </message>
    <message>
        <source>The files were read in processes closed in by</source>
        <translation>Die Dateien wurden in Prozessen gelesen, abgeschottet durch</translation>
    </message>
</context>
<context>
    <name>redoubt::text</name>
    <message>
        <source>The expression of the pattern &quot;%1&quot; is wrong at character %2. Correct the pattern pack.</source>
        <translation>Der Ausdruck des Musters „%1“ ist bei Zeichen %2 falsch. Korrigieren Sie das Musterpaket.</translation>
    </message>
    <message>
        <source>The trigger of the pattern &quot;%1&quot; is wrong: %2. Correct the pattern pack.</source>
        <translation>Der Auslöser des Musters „%1“ ist falsch: %2. Korrigieren Sie das Musterpaket.</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; lacks an id, a type, a trigger or an expression. Correct the pattern pack.</source>
        <translation>Dem Muster „%1“ fehlt eine Kennung, eine Art, ein Auslöser oder ein Ausdruck. Korrigieren Sie das Musterpaket.</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; names the unknown validator &quot;%2&quot;. Correct the pattern pack.</source>
        <translation>Das Muster „%1“ nennt die unbekannte Prüfregel „%2“. Korrigieren Sie das Musterpaket.</translation>
    </message>
    <message>
        <source>The pattern pack is not valid JSON: %1.</source>
        <translation>Das Musterpaket ist kein gültiges JSON: %1.</translation>
    </message>
    <message>
        <source>The pattern pack has a format that this version does not know.</source>
        <translation>Das Musterpaket hat ein Format, das diese Version nicht kennt.</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; stands twice in the pattern pack.</source>
        <translation>Das Muster „%1“ steht zweimal im Musterpaket.</translation>
    </message>
</context>
<context>
    <name>redoubt::ui</name>
    <message>
        <source>%1 seconds</source>
        <extracomment>A point in time read aloud: &quot;4.2 seconds&quot;</extracomment>
        <translation>%1 Sekunden</translation>
    </message>
    <message>
        <source>%1 minutes %2</source>
        <extracomment>A point in time read aloud: &quot;4 minutes 12&quot;</extracomment>
        <translation>%1 Minuten %2</translation>
    </message>
    <message>
        <source>Spoken: %1</source>
        <extracomment>Something said aloud, with what it is: &quot;Spoken: Phone number&quot;</extracomment>
        <translation>Gesprochen: %1</translation>
    </message>
    <message>
        <source>In the picture: %1</source>
        <extracomment>Something read in a picture, with what it is: &quot;In the picture: E-mail address&quot;</extracomment>
        <translation>Im Bild: %1</translation>
    </message>
    <message>
        <source>Hidden: %1</source>
        <extracomment>Something that is in a file without being seen: &quot;Hidden: Person&apos;s name&quot;</extracomment>
        <translation>Verborgen: %1</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>characters %1 to %2</source>
        <translation>Zeichen %1 bis %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>drawn by a person</source>
        <translation>von einem Menschen gezeichnet</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>reason %1</source>
        <translation>Begründung %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>Words that were found, then their place: &quot;Jane Roe · page 2&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>belassen</translation>
    </message>
    <message>
        <source>Drawn by hand</source>
        <translation>Von Hand gezeichnet</translation>
    </message>
    <message>
        <source>Marked sound</source>
        <translation>Markierter Ton</translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation>Gesprochen</translation>
    </message>
    <message>
        <source>Voice, channel %1</source>
        <translation>Stimme, Kanal %1</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Schnitte</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Wellenform</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>%1 · keep</source>
        <extracomment>Label of a kept mark on the canvas: &quot;R. Alvarez · keep&quot;</extracomment>
        <translation>%1 · belassen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>Label of a proposal on the canvas: type and score, &quot;Face 0.81&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Moved the mark by %1, %2 points</source>
        <translation>Markierung um %1, %2 Punkte verschoben</translation>
    </message>
    <message>
        <source>Moved the mark by %1, %2 pixels</source>
        <translation>Markierung um %1, %2 Pixel verschoben</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>redact</source>
        <translation>schwärzen</translation>
    </message>
    <message>
        <source>kept by the profile</source>
        <translation>laut Profil belassen</translation>
    </message>
    <message>
        <source>Too easy to guess. Use several words that do not belong together.</source>
        <translation>Zu leicht zu erraten. Verwenden Sie mehrere Wörter, die nicht zusammengehören.</translation>
    </message>
    <message>
        <source>Weak. A few more words make it much harder to guess.</source>
        <translation>Schwach. Einige Wörter mehr machen sie viel schwerer zu erraten.</translation>
    </message>
    <message>
        <source>Fair. One more word makes it strong.</source>
        <translation>Mittel. Ein weiteres Wort macht sie stark.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Stark.</translation>
    </message>
    <message>
        <source>pages %1 of %2</source>
        <extracomment>Seen: &quot;pages 3.5 of 12&quot;</extracomment>
        <translation>%1 von %2 Seiten</translation>
    </message>
    <message>
        <source>minutes %1 of %2</source>
        <extracomment>Seen: &quot;minutes 1:30 of 4:00&quot;</extracomment>
        <translation>%1 von %2 Minuten</translation>
    </message>
    <message>
        <source>characters %1 of %2</source>
        <extracomment>Seen: &quot;characters 800 of 3,200&quot;</extracomment>
        <translation>%1 von %2 Zeichen</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CanvasView</name>
    <message>
        <source>Picture with marks</source>
        <translation>Bild mit Markierungen</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) here</source>
        <translation>
            <numerusform>%n Markierung hier</numerusform>
            <numerusform>%n Markierungen hier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CaseJobs</name>
    <message>
        <source>Sealing files</source>
        <translation>Dateien werden versiegelt</translation>
    </message>
    <message>
        <source>Analysing %1</source>
        <translation>%1 wird analysiert</translation>
    </message>
    <message>
        <source>Not all files are in the case. %1</source>
        <translation>Nicht alle Dateien sind im Fall. %1</translation>
    </message>
    <message>
        <source>Add the rest</source>
        <translation>Die übrigen hinzufügen</translation>
    </message>
    <message>
        <source>Not in the case: %1. %2</source>
        <translation>Nicht im Fall: %1. %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>The analysis could not be kept. %1</source>
        <translation>Die Analyse konnte nicht gespeichert werden. %1</translation>
    </message>
    <message numerus="yes">
        <source>%n sealed file(s) are not named in the journal of this case: it was closed in the middle of adding them, or its journal lost rows or is an older one. They are kept. Add the same files again, or take them back without their names.</source>
        <translation>
            <numerusform>%n versiegelte Datei ist im Journal dieses Falls nicht genannt: Er wurde mitten im Hinzufügen geschlossen, oder sein Journal hat Zeilen verloren oder ist ein älteres. Sie bleibt erhalten. Fügen Sie dieselbe Datei erneut hinzu, oder holen Sie sie ohne ihren Namen zurück.</numerusform>
            <numerusform>%n versiegelte Dateien sind im Journal dieses Falls nicht genannt: Er wurde mitten im Hinzufügen geschlossen, oder sein Journal hat Zeilen verloren oder ist ein älteres. Sie bleiben erhalten. Fügen Sie dieselben Dateien erneut hinzu, oder holen Sie sie ohne ihre Namen zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Taking sealed files back</source>
        <translation>Versiegelte Dateien werden zurückgeholt</translation>
    </message>
    <message>
        <source>Analysing files</source>
        <translation>Dateien werden untersucht</translation>
    </message>
    <message numerus="yes">
        <source>Analysing %n file(s)</source>
        <translation>
            <numerusform>%n Datei wird untersucht</numerusform>
            <numerusform>%n Dateien werden untersucht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CaseLayout</name>
    <message>
        <source>Show the files</source>
        <translation>Die Dateien zeigen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CaseModel</name>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1, part of %2, %3, %4</source>
        <translation>%1, Teil von %2, %3, %4</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CasePage</name>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>Analysieren</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>Freigeben&#xa0;…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>The original with all marks</source>
        <translation>Das Original mit allen Markierungen</translation>
    </message>
    <message>
        <source>Exactly what the release will show</source>
        <translation>Genau das, was die Freigabe zeigen wird</translation>
    </message>
    <message>
        <source>The original, nothing over it</source>
        <translation>Das Original, nichts darüber</translation>
    </message>
    <message>
        <source>Vault sealed · every step is saved</source>
        <translation>Tresor versiegelt · jeder Schritt ist gespeichert</translation>
    </message>
    <message>
        <source>? keys</source>
        <translation>? Tastenkürzel</translation>
    </message>
    <message>
        <source>Undecided %1 of %2</source>
        <translation>Unentschieden: %1 von %2</translation>
    </message>
    <message>
        <source>Add files first.</source>
        <translation>Fügen Sie zuerst Dateien hinzu.</translation>
    </message>
    <message>
        <source>The analysis is still running.</source>
        <translation>Die Analyse läuft noch.</translation>
    </message>
    <message>
        <source>Add files to the case</source>
        <translation>Dateien zum Fall hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder to the case</source>
        <translation>Ordner zum Fall hinzufügen</translation>
    </message>
    <message>
        <source>What is looked for, what is withheld by itself, and for which reasons</source>
        <translation>Wonach gesucht wird, was von selbst geschwärzt wird und mit welchen Begründungen</translation>
    </message>
    <message>
        <source>Nothing to see yet</source>
        <extracomment>What persons looked at, read and heard: &quot;Seen: pages 3 of 12 · minutes 1:30 of 4:00&quot;</extracomment>
        <translation>Noch nichts anzusehen</translation>
    </message>
    <message>
        <source>Seen: %1</source>
        <translation>Gesehen: %1</translation>
    </message>
    <message>
        <source>Profile: %1 · Reasons: %2</source>
        <translation>Profil: %1 · Begründungen: %2</translation>
    </message>
    <message>
        <source>Profile: %1 · No reasons</source>
        <translation>Profil: %1 · Keine Begründungen</translation>
    </message>
    <message>
        <source>Files of this case were not examined under the profile that is chosen now.</source>
        <translation>Einige Dateien dieses Falls wurden nicht nach dem jetzt gewählten Profil untersucht.</translation>
    </message>
    <message>
        <source>Files are read in processes of their own, closed in by: %1</source>
        <translation>Dateien werden in eigenen Prozessen gelesen, abgeschottet durch: %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CaseTree</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>analysing, %1 %</source>
        <translation>wird analysiert, %1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n undecided</source>
        <translation>
            <numerusform>%n unentschieden</numerusform>
            <numerusform>%n unentschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n undecided, parts not examined</source>
        <translation>
            <numerusform>%n unentschieden, teils nicht untersucht</numerusform>
            <numerusform>%n unentschieden, teils nicht untersucht</numerusform>
        </translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>durchgesehen</translation>
    </message>
    <message>
        <source>not examined</source>
        <translation>nicht untersucht</translation>
    </message>
    <message>
        <source>parts not examined</source>
        <translation>teils nicht untersucht</translation>
    </message>
    <message>
        <source>cannot be redacted</source>
        <translation>nicht schwärzbar</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>Files of the case</source>
        <translation>Dateien des Falls</translation>
    </message>
    <message>
        <source>Nothing here yet.
Drop files or folders anywhere in the window, or press Ctrl+O.</source>
        <translation>Noch nichts hier.
Ziehen Sie Dateien oder Ordner ins Fenster, oder drücken Sie Strg+O.</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>Nächste Datei</translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation>Vorherige Datei</translation>
    </message>
    <message>
        <source>Analyse this file again</source>
        <translation>Diese Datei erneut analysieren</translation>
    </message>
    <message>
        <source>decided, %1 % seen</source>
        <translation>entschieden, %1 % gesehen</translation>
    </message>
    <message>
        <source>could not be examined</source>
        <translation>konnte nicht untersucht werden</translation>
    </message>
    <message>
        <source>Remove this file from the case</source>
        <translation>Diese Datei aus dem Fall entfernen</translation>
    </message>
    <message>
        <source>Skip this file</source>
        <translation>Diese Datei überspringen</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::Everywhere</name>
    <message>
        <source>Redact the same text everywhere</source>
        <translation>Denselben Text überall schwärzen</translation>
    </message>
    <message>
        <source>Select a mark with text first: it is then redacted everywhere in the case.</source>
        <translation>Wählen Sie zuerst eine Markierung mit Text: Er wird dann im ganzen Fall geschwärzt.</translation>
    </message>
    <message>
        <source>What you marked is written in other places of the case too. A release is withheld while it can be read in the same file.</source>
        <translation>Was Sie markiert haben, steht auch an anderen Stellen des Falls. Solange es in derselben Datei lesbar ist, wird sie nicht freigegeben.</translation>
    </message>
    <message>
        <source>Mark all of them</source>
        <translation>Alle markieren</translation>
    </message>
    <message>
        <source>This mark has no text that could be looked for.</source>
        <translation>Diese Markierung hat keinen Text, nach dem gesucht werden könnte.</translation>
    </message>
    <message>
        <source>Looking for the same text</source>
        <translation>Derselbe Text wird gesucht</translation>
    </message>
    <message>
        <source>The text stands nowhere else in the case.</source>
        <translation>Der Text steht sonst nirgends im Fall.</translation>
    </message>
    <message numerus="yes">
        <source>%n more place(s) are marked now.</source>
        <translation>
            <numerusform>%n weitere Stelle ist jetzt markiert.</numerusform>
            <numerusform>%n weitere Stellen sind jetzt markiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n file(s) could not be searched; look through them.</source>
        <translation>
            <numerusform>%1 %n Datei konnte nicht durchsucht werden; sehen Sie sie durch.</numerusform>
            <numerusform>%1 %n Dateien konnten nicht durchsucht werden; sehen Sie sie durch.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::ui::FindingsPanel</name>
    <message>
        <source>Search the findings</source>
        <translation>Funde durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Filter and order</source>
        <translation>Filter und Reihenfolge</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Funde</translation>
    </message>
    <message>
        <source>Decide all shown…</source>
        <translation>Über alle gezeigten entscheiden&#xa0;…</translation>
    </message>
    <message>
        <source>In order of place</source>
        <translation>Nach Stelle</translation>
    </message>
    <message>
        <source>Riskiest first</source>
        <translation>Riskanteste zuerst</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Where it was read</source>
        <translation>Wo es gelesen wurde</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Seen or heard, no text</source>
        <translation>Gesehen oder gehört, kein Text</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>In pictures</source>
        <translation>In Bildern</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Hidden parts</source>
        <translation>Verborgene Teile</translation>
    </message>
    <message>
        <source>Findings of the whole case</source>
        <translation>Funde des ganzen Falls</translation>
    </message>
    <message>
        <source>Go on to the next after deciding</source>
        <translation>Nach der Entscheidung zum nächsten</translation>
    </message>
    <message>
        <source>Redact all</source>
        <translation>Alle schwärzen</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle belassen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Redact</source>
        <translation>Schwärzen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Belassen</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <translation>Entscheidung zurücknehmen</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Nächster Fund</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Vorheriger Fund</translation>
    </message>
    <message>
        <source>Next undecided finding</source>
        <translation>Nächster unentschiedener Fund</translation>
    </message>
    <message>
        <source>Previous undecided finding</source>
        <translation>Vorheriger unentschiedener Fund</translation>
    </message>
    <message>
        <source>Remove the mark</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Reason %1</source>
        <extracomment>A key of the keyboard that withholds a mark for a reason: &quot;Reason (b)(6)&quot;</extracomment>
        <translation>Begründung %1</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Brief</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>Winzig</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>Diese Seite</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>Dieses Einzelbild</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>A bin of findings and how many are in it: &quot;Undecided 14&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Decide the %n finding(s) of this list in one step?</source>
        <translation>
            <numerusform>Über den %n Fund dieser Liste in einem Schritt entscheiden?</numerusform>
            <numerusform>Über die %n Funde dieser Liste in einem Schritt entscheiden?</numerusform>
        </translation>
    </message>
    <message>
        <source>Add files to the case to see findings here.</source>
        <translation>Fügen Sie dem Fall Dateien hinzu, um hier Funde zu sehen.</translation>
    </message>
    <message>
        <source>Nothing is undecided here.</source>
        <translation>Hier ist nichts unentschieden.</translation>
    </message>
    <message>
        <source>No finding fits this filter.</source>
        <translation>Kein Fund passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>This file has not been analysed yet. Analyse it, or draw marks yourself.</source>
        <translation>Diese Datei wurde noch nicht analysiert. Analysieren Sie sie, oder zeichnen Sie selbst Markierungen.</translation>
    </message>
    <message>
        <source>Nothing was looked for in this file, by its profile. Look through it, and draw marks where something is to be removed.</source>
        <translation>Nach seinem Profil wurde in dieser Datei nichts gesucht. Sehen Sie sie durch, und zeichnen Sie Markierungen, wo etwas entfernt werden soll.</translation>
    </message>
    <message>
        <source>The analysis found nothing in this file. Look through it, and draw marks where something was missed.</source>
        <translation>Die Analyse hat in dieser Datei nichts gefunden. Sehen Sie sie durch, und zeichnen Sie Markierungen, wo etwas übersehen wurde.</translation>
    </message>
    <message>
        <source>%1 redact  %2 keep  1–9 reason  %3 next</source>
        <extracomment>Keys of the list: redact, keep, next, reasons; two blanks between them</extracomment>
        <translation>%1 schwärzen  %2 belassen  1–9 Begründung  %3 weiter</translation>
    </message>
    <message>
        <source>This file was not examined: nobody knows what is in it.</source>
        <translation>Diese Datei wurde nicht untersucht: Niemand weiß, was sie enthält.</translation>
    </message>
    <message>
        <source>%1k</source>
        <extracomment>Thousands, shortened: &quot;1.2k&quot;, &quot;12k&quot;</extracomment>
        <translation>%1k</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ItemView</name>
    <message>
        <source>Canvas</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Noch keine Dateien</translation>
    </message>
    <message>
        <source>Drop files here, or press Ctrl+O to add files.</source>
        <translation>Ziehen Sie Dateien hierher, oder drücken Sie Strg+O, um Dateien hinzuzufügen.</translation>
    </message>
    <message>
        <source>Mark selected text</source>
        <translation>Ausgewählten Text markieren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The file is sealed in the vault and not examined yet. It is shown when the analysis has described it.</source>
        <translation>Die Datei ist im Tresor versiegelt und noch nicht untersucht. Sie wird gezeigt, sobald die Analyse sie beschrieben hat.</translation>
    </message>
    <message>
        <source>Not examined: %1</source>
        <translation>Nicht untersucht: %1</translation>
    </message>
    <message>
        <source>The original stays sealed in the vault. Convert the file to a common format and add that, or leave it out of the release.</source>
        <translation>Das Original bleibt im Tresor versiegelt. Wandeln Sie die Datei in ein gängiges Format um und fügen Sie diese hinzu, oder lassen Sie sie aus der Freigabe weg.</translation>
    </message>
    <message>
        <source>Files of this kind (%1) have no view here. Their findings are in the list.</source>
        <translation>Dateien dieser Art (%1) werden hier nicht dargestellt. Ihre Funde stehen in der Liste.</translation>
    </message>
    <message>
        <source>The original stays sealed in the vault. When the cause is gone, choose “Analyse this file again” in the menu Case.</source>
        <translation>Das Original bleibt versiegelt im Tresor. Wählen Sie „Diese Datei erneut analysieren“ im Menü Fall, sobald die Ursache behoben ist.</translation>
    </message>
    <message>
        <source>The original stays sealed in the vault. To try again, choose “Analyse this file again” in the menu Case. Or convert the file to a common format and add that, or remove it from the case.</source>
        <translation>Das Original bleibt im Tresor versiegelt. Für einen neuen Versuch wählen Sie „Diese Datei erneut analysieren“ im Menü Fall. Oder wandeln Sie die Datei in ein gängiges Format um und fügen Sie diese hinzu, oder entfernen Sie sie aus dem Fall.</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::JobMeter</name>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Cancel this work</source>
        <translation>Diese Arbeit abbrechen</translation>
    </message>
    <message>
        <source>Cancel this work; what is finished stays</source>
        <translation>Diese Arbeit abbrechen; Fertiges bleibt erhalten</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::ui::KeysDialog</name>
    <message>
        <source>Use this key</source>
        <translation>Dieses Kürzel verwenden</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Kürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>Befehle und Kürzel suchen</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Kürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>New &amp;key:</source>
        <translation>Neues &amp;Kürzel:</translation>
    </message>
    <message>
        <source>New key of the chosen command</source>
        <translation>Neues Kürzel des gewählten Befehls</translation>
    </message>
    <message>
        <source>All keys as they were at first</source>
        <translation>Alle Kürzel zurücksetzen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>“%1” has this key; it would lose it.</source>
        <translation>„%1“ hat dieses Kürzel und würde es verlieren.</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::LanesWidget</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>No timeline for this file</source>
        <translation>Keine Zeitleiste für diese Datei</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n lane(s)</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n Lücke</numerusform>
            <numerusform>%n Lücken</numerusform>
        </translation>
    </message>
    <message>
        <source>The timeline shows after this file has been analysed.</source>
        <translation>Die Zeitleiste erscheint, sobald diese Datei analysiert ist.</translation>
    </message>
    <message>
        <source>Videos and recordings show their marks over time here.</source>
        <translation>Videos und Aufnahmen zeigen hier ihre Markierungen im Zeitverlauf.</translation>
    </message>
    <message>
        <source>Frames between two marks of one person are not covered. Alt+N goes to the next gap; Join fills it.</source>
        <translation>Einzelbilder zwischen zwei Markierungen einer Person sind nicht abgedeckt. Alt+N führt zur nächsten Lücke; „Verbinden“ füllt sie.</translation>
    </message>
    <message>
        <source>Not examined: %1 (%2)</source>
        <translation>Nicht untersucht: %1 (%2)</translation>
    </message>
    <message>
        <source>What a person has watched or listened to</source>
        <translation>Was ein Mensch angesehen oder angehört hat</translation>
    </message>
    <message>
        <source>Lane %1: %2</source>
        <translation>Spur %1: %2</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::MainWindow</name>
    <message>
        <source>&amp;Case</source>
        <translation>&amp;Fall</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Mark</source>
        <translation>&amp;Markierung</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;Subject</source>
        <translation>&amp;Person</translation>
    </message>
    <message>
        <source>&amp;Release</source>
        <translation>F&amp;reigabe</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Redoubt</source>
        <translation>Redoubt</translation>
    </message>
    <message>
        <source>New case…</source>
        <translation>Neuer Fall&#xa0;…</translation>
    </message>
    <message>
        <source>Open case…</source>
        <translation>Fall öffnen&#xa0;…</translation>
    </message>
    <message>
        <source>Close case</source>
        <translation>Fall schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Redoubt</source>
        <translation>Über Redoubt</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language changes when Redoubt is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Redoubt.</translation>
    </message>
    <message>
        <source>Lock when idle</source>
        <translation>Bei Untätigkeit sperren</translation>
    </message>
    <message>
        <source>After 5 minutes</source>
        <translation>Nach 5 Minuten</translation>
    </message>
    <message>
        <source>After 15 minutes</source>
        <translation>Nach 15 Minuten</translation>
    </message>
    <message>
        <source>After an hour</source>
        <translation>Nach einer Stunde</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>Fall öffnen</translation>
    </message>
    <message>
        <source>“%1” is not a case: it holds no file vault.hdr. Cases are folders whose names end with .redoubt.</source>
        <translation>„%1“ ist kein Fall: Die Datei vault.hdr fehlt. Fälle sind Ordner, deren Namen auf .redoubt enden.</translation>
    </message>
    <message>
        <source>%1 — Redoubt</source>
        <extracomment>The title of the window: the case, then the program</extracomment>
        <translation>%1 — Redoubt</translation>
    </message>
    <message>
        <source>Locked — Redoubt</source>
        <translation>Gesperrt — Redoubt</translation>
    </message>
    <message>
        <source>&lt;b&gt;Redoubt %1&lt;/b&gt;&lt;p&gt;Finds and removes faces, voices and personal data in case files, and attacks its own output before it leaves.&lt;/p&gt;&lt;p&gt;Free software under the GNU Affero General Public License 3 or later. It opens no network connection.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Redoubt %1&lt;/b&gt;&lt;p&gt;Findet und entfernt Gesichter, Stimmen und personenbezogene Daten in Fallakten und greift die eigene Ausgabe an, bevor sie herausgeht.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU Affero General Public License 3 oder neuer. Das Programm öffnet keine Netzwerkverbindung.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::MarkEditor</name>
    <message>
        <source>The frames of this video are still being read. Try again in a moment.</source>
        <translation>Die Einzelbilder dieses Videos werden noch gelesen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Nothing to split: select a mark and bring the playhead inside of it.</source>
        <translation>Nichts zu teilen: Wählen Sie eine Markierung aus, und setzen Sie die Abspielposition hinein.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Nothing to join: select two or more marks of one lane.</source>
        <translation>Nichts zu verbinden: Wählen Sie zwei oder mehr Markierungen einer Spur aus.</translation>
    </message>
    <message>
        <source>Only marks of one person or thing can be joined. Attach both to a subject first if they show the same one.</source>
        <translation>Nur Markierungen derselben Person oder Sache lassen sich verbinden. Ordnen Sie beide zuerst einer Person zu, wenn sie dieselbe zeigen.</translation>
    </message>
    <message>
        <source>Pictures and sound cannot be joined into one mark.</source>
        <translation>Bild und Ton lassen sich nicht zu einer Markierung verbinden.</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Nothing to trim: select a mark first.</source>
        <translation>Nichts zu kürzen: Wählen Sie zuerst eine Markierung aus.</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>Kürzen</translation>
    </message>
    <message>
        <source>Set an in and an out mark around the sound first (keys I and O).</source>
        <translation>Setzen Sie zuerst In- und Out-Punkt um den Ton (Tasten I und O).</translation>
    </message>
    <message>
        <source>This file has no sound.</source>
        <translation>Diese Datei hat keinen Ton.</translation>
    </message>
    <message>
        <source>Silence sound</source>
        <translation>Ton stummschalten</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::MediaPane</name>
    <message>
        <source>Video picture with marks</source>
        <translation>Videobild mit Markierungen</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Play backward, then faster</source>
        <translation>Rückwärts abspielen, dann schneller</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Einzelbild zurück</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Wiedergabe oder Pause</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>Ein Einzelbild vor</translation>
    </message>
    <message>
        <source>Play forward, then faster</source>
        <translation>Vorwärts abspielen, dann schneller</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>Zehn Einzelbilder zurück</translation>
    </message>
    <message>
        <source>Ten frames on</source>
        <translation>Zehn Einzelbilder vor</translation>
    </message>
    <message>
        <source>A recording without pictures. Space plays it; the sound is drawn in the timeline below.</source>
        <translation>Eine Aufnahme ohne Bild. Die Leertaste spielt sie ab; der Ton ist unten in der Zeitleiste gezeichnet.</translation>
    </message>
    <message>
        <source>This cannot be shown</source>
        <translation>Das kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>%1×</source>
        <extracomment>Speed of the player: &quot;2×&quot;</extracomment>
        <translation>%1×</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Hear the sound as it will be released</source>
        <translation>Ton so hören, wie er freigegeben wird</translation>
    </message>
    <message>
        <source>No sound device: playing silently</source>
        <translation>Kein Audiogerät: Wiedergabe ohne Ton</translation>
    </message>
    <message>
        <source>Repeat what is between the in and out marks, the selection, or everything</source>
        <translation>Zwischen In- und Out-Punkt, die Auswahl oder alles wiederholen</translation>
    </message>
    <message>
        <source>Next sound track</source>
        <translation>Nächste Tonspur</translation>
    </message>
    <message>
        <source>Next video track</source>
        <translation>Nächste Videospur</translation>
    </message>
    <message>
        <source>video %1 of %2</source>
        <extracomment>Which of several video streams is shown: &quot;video 1 of 2&quot;</extracomment>
        <translation>Video %1 von %2</translation>
    </message>
    <message>
        <source>sound %1 of %2</source>
        <extracomment>Which of several sound streams is heard: &quot;sound 1 of 2&quot;</extracomment>
        <translation>Ton %1 von %2</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::NoticeBar</name>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Diese Meldung weglegen</translation>
    </message>
    <message>
        <source>Problems: %1</source>
        <translation>Probleme: %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>Die Probleme anzeigen</translation>
    </message>
    <message>
        <source>Hide the problems</source>
        <translation>Die Probleme ausblenden</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::PagePane</name>
    <message>
        <source>Page with marks</source>
        <translation>Seite mit Markierungen</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Vorherige Seite</translation>
    </message>
    <message>
        <source>This cannot be shown</source>
        <translation>Das kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Not examined: %1 (%2)</source>
        <translation>Nicht untersucht: %1 (%2)</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::PageStrip</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::PlayerBar</name>
    <message>
        <source>Player</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Einzelbild</translation>
    </message>
    <message>
        <source>frame %1</source>
        <extracomment>Number of the frame shown, counted from 1</extracomment>
        <translation>Einzelbild %1</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::PropertiesPanel</name>
    <message>
        <source>Select a finding to see where it comes from and to change how it is redacted.</source>
        <translation>Wählen Sie einen Fund aus, um zu sehen, woher er stammt, und um zu ändern, wie er geschwärzt wird.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden von</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Begründungen</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Fund</numerusform>
            <numerusform>%n Funde</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawn by a person</source>
        <translation>Von einem Menschen gezeichnet</translation>
    </message>
    <message>
        <source>Machine: %1 %2</source>
        <translation>Maschine: %1 %2</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>As the profile says (%1)</source>
        <translation>Wie im Profil (%1)</translation>
    </message>
    <message>
        <source>This can be undone by somebody with time and skill. Use it only where nobody is put at risk.</source>
        <translation>Mit Zeit und Können lässt sich das umkehren. Verwenden Sie es nur, wo niemand gefährdet wird.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Kein Name</translation>
    </message>
    <message>
        <source>Only groups of faces, voices and things can be attached.</source>
        <translation>Nur Gruppen von Gesichtern, Stimmen und Sachen lassen sich zuordnen.</translation>
    </message>
    <message>
        <source>Add a subject in the Subjects tab first.</source>
        <translation>Fügen Sie zuerst auf dem Reiter „Personen“ eine Person hinzu.</translation>
    </message>
    <message>
        <source>Attach to a subject</source>
        <translation>Einer Person zuordnen</translation>
    </message>
    <message>
        <source>Moved or split by a person</source>
        <translation>Von einem Menschen verschoben oder geteilt</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ReleaseAssistant</name>
    <message>
        <source>Release</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>What leaves, and what is removed</source>
        <translation>Was herausgeht und was entfernt wird</translation>
    </message>
    <message>
        <source>Files of this release; uncheck one to leave it out</source>
        <translation>Dateien dieser Freigabe; ohne Häkchen bleibt eine Datei außen vor</translation>
    </message>
    <message>
        <source>&amp;Profile and reasons</source>
        <translation>&amp;Profil und Begründungen</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Output &amp;folder</source>
        <translation>&amp;Ausgabeordner</translation>
    </message>
    <message>
        <source>Recipients of the sealed originals</source>
        <translation>Empfänger der versiegelten Originale</translation>
    </message>
    <message>
        <source>Optional: public keys (redoubt1…), one a line, of those who may open the originals besides you</source>
        <translation>Optional: öffentliche Schlüssel (redoubt1…), einer je Zeile, von denen, die außer Ihnen die Originale öffnen dürfen</translation>
    </message>
    <message>
        <source>&amp;Recipients</source>
        <translation>&amp;Empfänger</translation>
    </message>
    <message>
        <source>Back to the review</source>
        <translation>Zurück zur Durchsicht</translation>
    </message>
    <message>
        <source>Redact, attack and release</source>
        <translation>Schwärzen, angreifen und freigeben</translation>
    </message>
    <message>
        <source>Redacting, then attacking every copy</source>
        <translation>Schwärzen, dann jede Kopie angreifen</translation>
    </message>
    <message>
        <source>Progress of the release</source>
        <translation>Fortschritt der Freigabe</translation>
    </message>
    <message>
        <source>Finished files</source>
        <translation>Fertige Dateien</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Change and release again</source>
        <translation>Ändern und erneut freigeben</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Where to write the release</source>
        <translation>Wohin die Freigabe geschrieben wird</translation>
    </message>
    <message>
        <source>Check at least one file.</source>
        <translation>Wählen Sie mindestens eine Datei aus.</translation>
    </message>
    <message>
        <source>Choose an output folder.</source>
        <translation>Wählen Sie einen Ausgabeordner.</translation>
    </message>
    <message>
        <source>The output folder holds files already. Choose a new one, so that old and new copies cannot be mixed up.</source>
        <translation>Der Ausgabeordner enthält bereits Dateien. Wählen Sie einen neuen, damit alte und neue Kopien nicht verwechselt werden können.</translation>
    </message>
    <message numerus="yes">
        <source>%n marks will be removed</source>
        <translation>
            <numerusform>Geschwärzt wird %n Markierung</numerusform>
            <numerusform>Geschwärzt werden %n Markierungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n files.</source>
        <translation>
            <numerusform>in %n Datei.</numerusform>
            <numerusform>in %n Dateien.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them nobody has decided; they are removed all the same, and the release says so.</source>
        <translation>
            <numerusform>Über %n davon hat niemand entschieden; sie wird dennoch geschwärzt, und die Freigabe vermerkt es.</numerusform>
            <numerusform>Über %n davon hat niemand entschieden; sie werden dennoch geschwärzt, und die Freigabe vermerkt es.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rest on the machine alone.</source>
        <translation>
            <numerusform>%n davon beruht allein auf der Maschine.</numerusform>
            <numerusform>%n davon beruhen allein auf der Maschine.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be redacted and yield no copy.</source>
        <translation>
            <numerusform>%n Datei kann nicht geschwärzt werden und ergibt keine Kopie.</numerusform>
            <numerusform>%n Dateien können nicht geschwärzt werden und ergeben keine Kopie.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 files done</source>
        <translation>%1 von %2 Dateien fertig</translation>
    </message>
    <message>
        <source>Releasing</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>%1: released and verified</source>
        <translation>%1: freigegeben und verifiziert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Cancelled. Files that were finished stay in the folder; the release has no report and was not recorded.</source>
        <translation>Abgebrochen. Fertige Dateien bleiben im Ordner; die Freigabe hat keinen Bericht und wurde nicht festgehalten.</translation>
    </message>
    <message>
        <source>The release stopped: it has no report and was not recorded. %1</source>
        <translation>Die Freigabe brach ab: Sie hat keinen Bericht und wurde nicht verzeichnet. %1</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ReleasePlanModel</name>
    <message numerus="yes">
        <source>%n parts not examined</source>
        <translation>
            <numerusform>%n Teil nicht untersucht</numerusform>
            <numerusform>%n Teile nicht untersucht</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1, %2 marks, %3 undecided, %4 by machine only</source>
        <translation>%1, Markierungen: %2, unentschieden: %3, nur maschinell: %4</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Machine only</source>
        <translation>Nur maschinell</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ReleaseResultView</name>
    <message>
        <source>released, clean</source>
        <translation>freigegeben, sauber</translation>
    </message>
    <message>
        <source>withheld: leak found</source>
        <translation>zurückgehalten: Leck gefunden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not redacted</source>
        <translation>nicht geschwärzt</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>sauber</translation>
    </message>
    <message>
        <source>leak</source>
        <translation>Leck</translation>
    </message>
    <message>
        <source>not complete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>Show this place</source>
        <translation>Diese Stelle zeigen</translation>
    </message>
    <message>
        <source>Results by file</source>
        <translation>Ergebnisse je Datei</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <source>The original at the place of the suspected leak</source>
        <translation>Das Original an der Stelle des vermuteten Lecks</translation>
    </message>
    <message>
        <source>Suspected leak</source>
        <translation>Vermutetes Leck</translation>
    </message>
    <message numerus="yes">
        <source>Release %1: %n files released and verified clean.</source>
        <translation>
            <numerusform>Freigabe %1: %n Datei freigegeben und sauber verifiziert.</numerusform>
            <numerusform>Freigabe %1: %n Dateien freigegeben und sauber verifiziert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withheld because a leak was found: no copy of them was written.</source>
        <translation>
            <numerusform>%n wegen eines Lecks zurückgehalten: Davon wurde keine Kopie geschrieben.</numerusform>
            <numerusform>%n wegen eines Lecks zurückgehalten: Davon wurde keine Kopie geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not released for another reason.</source>
        <translation>
            <numerusform>%n aus anderem Grund nicht freigegeben.</numerusform>
            <numerusform>%n aus anderem Grund nicht freigegeben.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is withheld in one place of this file and can be read in another. Go to the mark and redact the same text everywhere.</source>
        <translation>„%1“ ist an einer Stelle dieser Datei geschwärzt und an einer anderen lesbar. Gehen Sie zur Markierung und schwärzen Sie denselben Text überall.</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ReviewPanel</name>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Funde</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Show the findings</source>
        <translation>Die Funde zeigen</translation>
    </message>
    <message>
        <source>Show the subjects</source>
        <translation>Die Personen zeigen</translation>
    </message>
    <message>
        <source>Show the properties</source>
        <translation>Die Eigenschaften zeigen</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::Session</name>
    <message>
        <source>%1 %2</source>
        <extracomment>A group of findings of one type, with its number: &quot;Face 2&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Take a decision back</source>
        <translation>Entscheidung zurücknehmen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Found by %1</source>
        <extracomment>A finding of no type of its own, by the detector that proposed it</extracomment>
        <translation>Gefunden von %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::StartPage</name>
    <message>
        <source>Redoubt</source>
        <translation>Redoubt</translation>
    </message>
    <message>
        <source>Review and redact video, sound, pictures, documents and text in one case. The originals stay sealed on this computer, and every copy is attacked before it leaves.</source>
        <translation>Video, Ton, Bilder, Dokumente und Text in einem Fall durchsehen und schwärzen. Die Originale bleiben auf diesem Computer versiegelt, und jede Kopie wird angegriffen, bevor sie herausgeht.</translation>
    </message>
    <message>
        <source>Or drop files and folders anywhere in this window.</source>
        <translation>Oder ziehen Sie Dateien und Ordner irgendwo in dieses Fenster.</translation>
    </message>
    <message>
        <source>Recent cases</source>
        <translation>Zuletzt geöffnete Fälle</translation>
    </message>
    <message>
        <source>%1 (not found)</source>
        <translation>%1 (nicht gefunden)</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::SubjectsPanel</name>
    <message>
        <source>third party</source>
        <translation>dritte Person</translation>
    </message>
    <message>
        <source>requester</source>
        <translation>antragstellende Person</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>minderjährige Person</translation>
    </message>
    <message>
        <source>Add the people of this case. Their names are searched for in every file, and one decision counts for all that is theirs.</source>
        <translation>Fügen Sie die Personen dieses Falls hinzu. Nach ihren Namen wird in jeder Datei gesucht, und eine Entscheidung gilt für alles, was zu ihnen gehört.</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten&#xa0;…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Names changed: analyse again to find them.</source>
        <translation>Namen geändert: Analysieren Sie erneut, um sie zu finden.</translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation>Erneut analysieren</translation>
    </message>
    <message>
        <source>Names, one a line</source>
        <translation>Namen, einer je Zeile</translation>
    </message>
    <message>
        <source>Numbers and addresses, one a line</source>
        <translation>Nummern und Adressen, eine je Zeile</translation>
    </message>
    <message>
        <source>One name a line</source>
        <translation>Ein Name je Zeile</translation>
    </message>
    <message>
        <source>Telephone, e-mail, case number…</source>
        <translation>Telefon, E-Mail, Aktenzeichen&#xa0;…</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Identifiers</source>
        <translation>Kennungen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Attached faces, voices and things</source>
        <translation>Zugeordnete Gesichter, Stimmen und Sachen</translation>
    </message>
    <message>
        <source>Attached groups</source>
        <translation>Zugeordnete Gruppen</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>Zuordnung lösen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A subject and their role: &quot;R. Alvarez (requester)&quot;</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Kein Name</translation>
    </message>
    <message>
        <source>Redact everywhere (%1)</source>
        <translation>Überall schwärzen (%1)</translation>
    </message>
    <message>
        <source>Keep everywhere (%1)</source>
        <translation>Überall belassen (%1)</translation>
    </message>
    <message>
        <source>Write at least one name.</source>
        <translation>Geben Sie mindestens einen Namen ein.</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::TextPane</name>
    <message>
        <source>Part before</source>
        <translation>Vorheriger Teil</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>Nächster Teil</translation>
    </message>
    <message>
        <source>Text with marks</source>
        <translation>Text mit Markierungen</translation>
    </message>
    <message>
        <source>A long text, shown in parts: characters %1 to %2 of %3.</source>
        <translation>Ein langer Text, in Teilen gezeigt: Zeichen %1 bis %2 von %3.</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::TimelineView</name>
    <message>
        <source>There is no further gap in this direction.</source>
        <translation>In dieser Richtung gibt es keine weitere Lücke.</translation>
    </message>
    <message>
        <source>Split the mark at the playhead</source>
        <translation>Markierung an der Abspielposition teilen</translation>
    </message>
    <message>
        <source>Join the selected marks</source>
        <translation>Ausgewählte Markierungen verbinden</translation>
    </message>
    <message>
        <source>Let the mark begin at the playhead</source>
        <translation>Markierung an der Abspielposition beginnen lassen</translation>
    </message>
    <message>
        <source>Let the mark end at the playhead</source>
        <translation>Markierung an der Abspielposition enden lassen</translation>
    </message>
    <message>
        <source>Set the in mark</source>
        <translation>In-Punkt setzen</translation>
    </message>
    <message>
        <source>Set the out mark</source>
        <translation>Out-Punkt setzen</translation>
    </message>
    <message>
        <source>Clear in and out marks</source>
        <translation>In- und Out-Punkt löschen</translation>
    </message>
    <message>
        <source>Silence the sound between in and out</source>
        <translation>Ton zwischen In- und Out-Punkt stummschalten</translation>
    </message>
    <message>
        <source>Next gap</source>
        <translation>Nächste Lücke</translation>
    </message>
    <message>
        <source>Previous gap</source>
        <translation>Vorherige Lücke</translation>
    </message>
    <message>
        <source>Zoom the timeline in</source>
        <translation>Zeitleiste vergrößern</translation>
    </message>
    <message>
        <source>Zoom the timeline out</source>
        <translation>Zeitleiste verkleinern</translation>
    </message>
    <message>
        <source>Show the whole time</source>
        <translation>Gesamte Zeit zeigen</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Scroll the timeline in time</source>
        <translation>Zeitleiste in der Zeit verschieben</translation>
    </message>
    <message>
        <source>Scroll the lanes</source>
        <translation>Spuren verschieben</translation>
    </message>
    <message>
        <source>Mark in the lane above</source>
        <translation>Markierung in der Spur darüber</translation>
    </message>
    <message>
        <source>Mark in the lane below</source>
        <translation>Markierung in der Spur darunter</translation>
    </message>
    <message>
        <source>Mark before in the lane</source>
        <translation>Vorherige Markierung in der Spur</translation>
    </message>
    <message>
        <source>Next mark in the lane</source>
        <translation>Nächste Markierung in der Spur</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::UnlockPage</name>
    <message>
        <source>Name of the &amp;case</source>
        <translation>&amp;Name des Falls</translation>
    </message>
    <message>
        <source>Folder for the case</source>
        <translation>Ordner für den Fall</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose the folder for the case</source>
        <translation>Ordner für den Fall auswählen</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Passphrase once more</source>
        <translation>Passphrase noch einmal</translation>
    </message>
    <message>
        <source>Once &amp;more</source>
        <translation>Noch &amp;einmal</translation>
    </message>
    <message>
        <source>Strength of the passphrase</source>
        <translation>Stärke der Passphrase</translation>
    </message>
    <message>
        <source>Keep the passphrase in a safe place. Nobody can recover it: without it the originals in this case are lost.</source>
        <translation>Bewahren Sie die Passphrase sicher auf. Niemand kann sie wiederherstellen: Ohne sie sind die Originale in diesem Fall verloren.</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Make the case</source>
        <translation>Fall anlegen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <translation>%1 ist gesperrt</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>The keys were wiped from memory. Give the passphrase to go on where you were.</source>
        <translation>Die Schlüssel wurden aus dem Speicher gelöscht. Geben Sie die Passphrase ein, um an derselben Stelle fortzufahren.</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>Neuer Fall</translation>
    </message>
    <message>
        <source>A case is a folder that holds the originals, sealed, and everything you decide.</source>
        <translation>Ein Fall ist ein Ordner, der die versiegelten Originale und alle Ihre Entscheidungen enthält.</translation>
    </message>
    <message>
        <source>Give the case a name.</source>
        <translation>Geben Sie dem Fall einen Namen.</translation>
    </message>
    <message>
        <source>Choose a folder for the case.</source>
        <translation>Wählen Sie einen Ordner für den Fall.</translation>
    </message>
    <message>
        <source>Choose a passphrase that is harder to guess.</source>
        <translation>Wählen Sie eine Passphrase, die schwerer zu erraten ist.</translation>
    </message>
    <message>
        <source>Type the same passphrase once more.</source>
        <translation>Geben Sie dieselbe Passphrase noch einmal ein.</translation>
    </message>
    <message>
        <source>redoubt1…</source>
        <translation>redoubt1…</translation>
    </message>
    <message>
        <source>Who holds the secret key that belongs to it can open the case when the passphrase is lost. “redoubt-cli vault keygen” makes such keys.</source>
        <translation>Wer den zugehörigen geheimen Schlüssel hat, kann den Fall öffnen, wenn die Passphrase verloren ist. „redoubt-cli vault keygen“ erzeugt solche Schlüssel.</translation>
    </message>
    <message>
        <source>&amp;Recovery key of your organisation (optional)</source>
        <translation>&amp;Wiederherstellungsschlüssel Ihrer Organisation (optional)</translation>
    </message>
    <message>
        <source>The recovery key is not a public key (redoubt1…), or has a typing error.</source>
        <translation>Der Wiederherstellungsschlüssel ist kein öffentlicher Schlüssel (redoubt1…) oder enthält einen Tippfehler.</translation>
    </message>
    <message>
        <source>This passphrase does not open the case. Look whether Caps Lock is on and which language the keyboard has, and type it again.</source>
        <translation>Diese Passphrase öffnet den Fall nicht. Sehen Sie nach, ob die Feststelltaste aktiv ist und welche Sprache die Tastatur hat, und geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>I &amp;restored this case from a copy: open it as it is</source>
        <translation>Ich habe diesen Fall aus einer Kopie wieder&amp;hergestellt: so öffnen, wie er ist</translation>
    </message>
    <message>
        <source>Profile of the case</source>
        <translation>Profil des Falls</translation>
    </message>
    <message>
        <source>Pr&amp;ofile: what is looked for and withheld</source>
        <translation>P&amp;rofil: wonach gesucht und was geschwärzt wird</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ViewCommands</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Next view</source>
        <translation>Nächste Ansicht</translation>
    </message>
    <message>
        <source>Look at the original while held</source>
        <translation>Original zeigen, solange gedrückt</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Fit into the view</source>
        <translation>In die Ansicht einpassen</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>An die Breite anpassen</translation>
    </message>
    <message>
        <source>Remove the selected marks</source>
        <translation>Ausgewählte Markierungen entfernen</translation>
    </message>
</context>
<context>
    <name>redoubt::vault</name>
    <message>
        <source>The vault&apos;s header is damaged. Restore “vault.hdr” from a backup.</source>
        <translation>Der Kopf des Tresors ist beschädigt. Stellen Sie „vault.hdr“ aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>There is not enough free memory to check the passphrase (%1 MiB are needed). Close other programs and try again.</source>
        <translation>Zum Prüfen der Passphrase ist nicht genug Speicher frei (%1 MiB werden benötigt). Schließen Sie andere Programme und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The passphrase or secret key does not open this vault.</source>
        <translation>Die Passphrase oder der geheime Schlüssel öffnet diesen Tresor nicht.</translation>
    </message>
    <message>
        <source>This vault was made by a newer version of the program. Install that version to open it.</source>
        <translation>Dieser Tresor wurde mit einer neueren Version des Programms angelegt. Installieren Sie jene Version, um ihn zu öffnen.</translation>
    </message>
    <message>
        <source>The vault asks for more work to check a passphrase than is safe to do. It was not made by this program.</source>
        <translation>Der Tresor verlangt zum Prüfen der Passphrase mehr Aufwand, als sicher ist. Er wurde nicht mit diesem Programm angelegt.</translation>
    </message>
    <message>
        <source>The passphrase is empty. Choose one that nobody can guess.</source>
        <translation>Die Passphrase ist leer. Wählen Sie eine, die niemand erraten kann.</translation>
    </message>
    <message>
        <source>The cost of the passphrase check is out of range (1 to 10 passes, 1 MiB to 1 GiB).</source>
        <translation>Der Aufwand der Passphrasenprüfung liegt außerhalb des Bereichs (1 bis 10 Durchläufe, 1 MiB bis 1 GiB).</translation>
    </message>
    <message>
        <source>There is not enough free memory to protect the passphrase (%1 MiB are needed). Close other programs and try again.</source>
        <translation>Zum Schützen der Passphrase ist nicht genug Speicher frei (%1 MiB werden benötigt). Schließen Sie andere Programme und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Your own access does not include what is to be granted.</source>
        <translation>Ihr eigener Zugriff umfasst nicht, was gewährt werden soll.</translation>
    </message>
    <message>
        <source>The recipient&apos;s public key is not usable. Ask for a new one.</source>
        <translation>Der öffentliche Schlüssel des Empfängers ist unbrauchbar. Bitten Sie um einen neuen.</translation>
    </message>
    <message>
        <source>The package&apos;s list of files is damaged.</source>
        <translation>Die Dateiliste des Pakets ist beschädigt.</translation>
    </message>
    <message>
        <source>A sealed file of the vault is damaged or was tampered with. Restore it from a backup.</source>
        <translation>Eine versiegelte Datei des Tresors ist beschädigt oder wurde manipuliert. Stellen Sie sie aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>A sealed file was made by a newer version of the program. Install that version to open it.</source>
        <translation>Eine versiegelte Datei stammt von einer neueren Version des Programms. Installieren Sie jene Version, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>Your access does not include this file. Ask the owner of the vault for a grant.</source>
        <translation>Ihr Zugriff umfasst diese Datei nicht. Bitten Sie den Eigentümer des Tresors um Zugriff.</translation>
    </message>
    <message>
        <source>The file became shorter while it was read. Add it again.</source>
        <translation>Die Datei wurde kürzer, während sie gelesen wurde. Fügen Sie sie erneut hinzu.</translation>
    </message>
    <message>
        <source>The package lists a file that is not in it. Get a complete copy.</source>
        <translation>Das Paket führt eine Datei auf, die es nicht enthält. Beschaffen Sie eine vollständige Kopie.</translation>
    </message>
    <message>
        <source>The file is not the one that was sealed: its SHA-256 differs.</source>
        <translation>Die Datei ist nicht die versiegelte: Der SHA-256 weicht ab.</translation>
    </message>
    <message>
        <source>Only the owner&apos;s passphrase can pack the originals.</source>
        <translation>Die Originale lassen sich nur mit der Passphrase des Eigentümers packen.</translation>
    </message>
    <message>
        <source>There are too many recipients. Make one package for some of them and another one for the rest.</source>
        <translation>Es sind zu viele Empfänger. Erstellen Sie ein Paket für einen Teil und ein weiteres für die übrigen.</translation>
    </message>
    <message>
        <source>This is not a recipient&apos;s secret key, or it has a typing error. Copy all of it, from “REDOUBT-SECRET-1” to its end.</source>
        <translation>Das ist kein geheimer Schlüssel eines Empfängers, oder er enthält einen Tippfehler. Kopieren Sie ihn ganz, von „REDOUBT-SECRET-1“ bis zum Ende.</translation>
    </message>
    <message>
        <source>This is a secret key, which only its owner may have. Ask the recipient for the public key, which starts with “redoubt1”.</source>
        <translation>Das ist ein geheimer Schlüssel, den nur sein Eigentümer haben darf. Bitten Sie den Empfänger um den öffentlichen Schlüssel, der mit „redoubt1“ beginnt.</translation>
    </message>
    <message>
        <source>This is not a recipient&apos;s public key, or it has a typing error. Copy all of it, from “redoubt1” to its end.</source>
        <translation>Das ist kein öffentlicher Schlüssel eines Empfängers, oder er enthält einen Tippfehler. Kopieren Sie ihn ganz, von „redoubt1“ bis zum Ende.</translation>
    </message>
    <message>
        <source>The case is open for reading only.</source>
        <translation>Der Fall ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>The package is damaged, or was packed anew by another program. Get an unchanged copy.</source>
        <translation>Das Paket ist beschädigt oder wurde von einem anderen Programm neu gepackt. Beschaffen Sie eine unveränderte Kopie.</translation>
    </message>
    <message>
        <source>The package holds more files than this program can open.</source>
        <translation>Das Paket enthält mehr Dateien, als dieses Programm öffnen kann.</translation>
    </message>
    <message>
        <source>The case is open in another window or program. Close it there, or open it for reading only.</source>
        <translation>Der Fall ist in einem anderen Fenster oder Programm geöffnet. Schließen Sie ihn dort, oder öffnen Sie ihn nur zum Lesen.</translation>
    </message>
    <message>
        <source>This is the header of a package, not of a case.</source>
        <translation>Das ist der Kopf eines Pakets, nicht der eines Falls.</translation>
    </message>
    <message>
        <source>“%1” is not a case: it has no vault.</source>
        <translation>„%1“ ist kein Fall: Der Tresor fehlt.</translation>
    </message>
    <message>
        <source>A sealed file is missing from the vault. Restore the folder “objects” from a backup.</source>
        <translation>Im Tresor fehlt eine versiegelte Datei. Stellen Sie den Ordner „objects“ aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>“%1” exists already and is not empty. Choose another folder.</source>
        <translation>„%1“ ist bereits vorhanden und nicht leer. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>This key may read the case but not change it. Open it for reading only.</source>
        <translation>Dieser Schlüssel darf den Fall lesen, aber nicht ändern. Öffnen Sie ihn nur zum Lesen.</translation>
    </message>
    <message>
        <source>The case&apos;s journal is damaged or was tampered with.</source>
        <translation>Das Falljournal ist beschädigt oder wurde manipuliert.</translation>
    </message>
    <message>
        <source>Your access does not include the case&apos;s journal.</source>
        <translation>Ihr Zugriff umfasst das Falljournal nicht.</translation>
    </message>
    <message>
        <source>The vault has as many keys as it can hold.</source>
        <translation>Der Tresor hat bereits so viele Schlüssel, wie er fassen kann.</translation>
    </message>
    <message>
        <source>“%1” is inside of a case. Choose a folder outside of it.</source>
        <translation>„%1“ liegt innerhalb eines Falls. Wählen Sie einen Ordner außerhalb.</translation>
    </message>
    <message>
        <source>The folder of the case was moved, or its journal was replaced, while the case was open; the last step was not saved. Close the case and open it again.</source>
        <translation>Während der Fall geöffnet war, wurde sein Ordner verschoben oder sein Journal ersetzt; der letzte Schritt wurde nicht gespeichert. Schließen Sie den Fall, und öffnen Sie ihn erneut.</translation>
    </message>
    <message>
        <source>The case was closed.</source>
        <translation>Der Fall wurde geschlossen.</translation>
    </message>
    <message>
        <source>A sealed original does not have the size that the journal names.</source>
        <translation>Ein versiegeltes Original hat nicht die Größe, die das Journal nennt.</translation>
    </message>
</context>
<context>
    <name>redoubt::verify</name>
    <message>
        <source>audio stream %1, %2 s to %3 s</source>
        <translation>Audiostream %1, %2 s bis %3 s</translation>
    </message>
    <message>
        <source>%1: too short to be measured between its guards</source>
        <translation>%1: zu kurz, um zwischen den Schutzrändern gemessen zu werden</translation>
    </message>
    <message>
        <source>%1: no sound was decoded there</source>
        <translation>%1: dort wurde kein Ton dekodiert</translation>
    </message>
    <message>
        <source>%1: sound is left at %2 s</source>
        <translation>%1: bei %2 s ist Ton übrig</translation>
    </message>
    <message>
        <source>%1: what replaces the sound is not steady</source>
        <translation>%1: was den Ton ersetzt, ist nicht gleichmäßig</translation>
    </message>
    <message>
        <source>%1: too short to tell a bleep from speech</source>
        <translation>%1: zu kurz, um einen Piepton von Sprache zu unterscheiden</translation>
    </message>
    <message>
        <source>audio stream %1 could not be decoded</source>
        <translation>Audiostream %1 konnte nicht dekodiert werden</translation>
    </message>
    <message>
        <source>audio stream %1: %2 packets could not be decoded</source>
        <translation>Audiostream %1: %2 Pakete konnten nicht dekodiert werden</translation>
    </message>
    <message>
        <source>%1 bytes after the end of the file&apos;s structure</source>
        <translation>%1 Byte nach dem Ende der Dateistruktur</translation>
    </message>
    <message>
        <source>the structure of the file is too large or damaged</source>
        <translation>die Struktur der Datei ist zu groß oder beschädigt</translation>
    </message>
    <message>
        <source>padding that is not empty</source>
        <translation>Füllbereich, der nicht leer ist</translation>
    </message>
    <message>
        <source>a box of %1 bytes that no release needs</source>
        <translation>eine Box von %1 Byte, die keine Freigabe braucht</translation>
    </message>
    <message>
        <source>a description of %1 bytes</source>
        <translation>eine Beschreibung von %1 Byte</translation>
    </message>
    <message>
        <source>a list of %1 bytes that no release needs</source>
        <translation>eine Liste von %1 Byte, die keine Freigabe braucht</translation>
    </message>
    <message>
        <source>a chunk of %1 bytes that no release needs</source>
        <translation>ein Block von %1 Byte, den keine Freigabe braucht</translation>
    </message>
    <message>
        <source>a list of descriptions</source>
        <translation>eine Liste von Beschreibungen</translation>
    </message>
    <message>
        <source>an element of %1 bytes that no release needs</source>
        <translation>ein Element von %1 Byte, das keine Freigabe braucht</translation>
    </message>
    <message>
        <source>%1 bytes of media data that no player shows</source>
        <translation>%1 Byte Mediendaten, die kein Player zeigt</translation>
    </message>
    <message>
        <source>this container is not walked part by part; its bytes were searched</source>
        <translation>dieser Container wird nicht Teil für Teil durchlaufen; seine Bytes wurden durchsucht</translation>
    </message>
    <message>
        <source>The output could not be read.</source>
        <translation>Die Ausgabe konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The media file is damaged.</source>
        <translation>Die Mediendatei ist beschädigt.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht aus.</translation>
    </message>
    <message>
        <source>The output is in no media format that can be examined.</source>
        <translation>Die Ausgabe hat kein Medienformat, das untersucht werden kann.</translation>
    </message>
    <message>
        <source>The output has more streams than can be examined.</source>
        <translation>Die Ausgabe hat mehr Streams, als untersucht werden können.</translation>
    </message>
    <message>
        <source>The language files of the text recogniser are not installed.</source>
        <translation>Die Sprachdateien der Texterkennung sind nicht installiert.</translation>
    </message>
    <message>
        <source>The text recogniser could not be started.</source>
        <translation>Die Texterkennung konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The text recogniser failed on a picture.</source>
        <translation>Die Texterkennung ist an einem Bild gescheitert.</translation>
    </message>
    <message>
        <source>there are bytes before the beginning of the document</source>
        <translation>vor dem Anfang des Dokuments stehen Bytes</translation>
    </message>
    <message>
        <source>the document has no end mark</source>
        <translation>das Dokument hat keine Endemarke</translation>
    </message>
    <message numerus="yes">
        <source>the document holds %n revision(s)</source>
        <translation>
            <numerusform>das Dokument enthält %n Fassung</numerusform>
            <numerusform>das Dokument enthält %n Fassungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bytes after the end of the document</source>
        <translation>%1 Byte nach dem Ende des Dokuments</translation>
    </message>
    <message>
        <source>%1 bytes that belong to no object</source>
        <translation>%1 Byte, die zu keinem Objekt gehören</translation>
    </message>
    <message>
        <source>streams unpack to more than can be searched</source>
        <translation>Streams entpacken sich zu mehr, als durchsucht werden kann</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) in packed streams</source>
        <translation>
            <numerusform>%n zurückgehaltener Text in gepackten Streams</numerusform>
            <numerusform>%n zurückgehaltene Texte in gepackten Streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dropped metadata value(s) in packed streams</source>
        <translation>
            <numerusform>%n verworfener Metadatenwert in gepackten Streams</numerusform>
            <numerusform>%n verworfene Metadatenwerte in gepackten Streams</numerusform>
        </translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>%1: a picture inside of the page&apos;s own code</source>
        <translation>%1: ein Bild direkt im Code der Seite</translation>
    </message>
    <message>
        <source>%1: too much is drawn to be followed</source>
        <translation>%1: es wird zu viel gezeichnet, um es zu verfolgen</translation>
    </message>
    <message>
        <source>%1: a shading is drawn</source>
        <translation>%1: ein Farbverlauf wird gezeichnet</translation>
    </message>
    <message>
        <source>%1: a drawing reaches into a masked box</source>
        <translation>%1: eine Zeichnung reicht in eine Abdeckung hinein</translation>
    </message>
    <message>
        <source>a drawing under a masked box</source>
        <translation>eine Zeichnung unter einer Abdeckung</translation>
    </message>
    <message>
        <source>%1: too many pictures</source>
        <translation>%1: zu viele Bilder</translation>
    </message>
    <message>
        <source>%1: forms are nested too deeply</source>
        <translation>%1: Formulare sind zu tief verschachtelt</translation>
    </message>
    <message>
        <source>the document is encrypted</source>
        <translation>das Dokument ist verschlüsselt</translation>
    </message>
    <message>
        <source>a masked box lies on a page that does not exist</source>
        <translation>eine Abdeckung liegt auf einer Seite, die es nicht gibt</translation>
    </message>
    <message>
        <source>what is drawn on masked pages could not be followed</source>
        <translation>was auf abgedeckten Seiten gezeichnet wird, konnte nicht verfolgt werden</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) that nothing refers to</source>
        <translation>
            <numerusform>%n Objekt, auf das nichts verweist</numerusform>
            <numerusform>%n Objekte, auf die nichts verweist</numerusform>
        </translation>
    </message>
    <message>
        <source>the document is damaged</source>
        <translation>das Dokument ist beschädigt</translation>
    </message>
    <message>
        <source>%1: an entry that is not on the list</source>
        <translation>%1: ein Eintrag, der nicht auf der Liste steht</translation>
    </message>
    <message>
        <source>trailer</source>
        <translation>Trailer</translation>
    </message>
    <message>
        <source>an entry in the document information</source>
        <translation>ein Eintrag in den Dokumentinformationen</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>an entry %1</source>
        <translation>ein Eintrag %1</translation>
    </message>
    <message>
        <source>objects are nested too deeply</source>
        <translation>Objekte sind zu tief verschachtelt</translation>
    </message>
    <message>
        <source>a stream unpacks to more than can be searched</source>
        <translation>ein Stream entpackt sich zu mehr, als durchsucht werden kann</translation>
    </message>
    <message>
        <source>a stream could not be unpacked</source>
        <translation>ein Stream konnte nicht entpackt werden</translation>
    </message>
    <message>
        <source>bytes behind the end of a picture in the document</source>
        <translation>Bytes nach dem Ende eines Bildes im Dokument</translation>
    </message>
    <message>
        <source>a picture in the document carries a description of its own; its values were searched</source>
        <translation>ein Bild im Dokument trägt eine eigene Beschreibung; deren Werte wurden durchsucht</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) in objects of the document</source>
        <translation>
            <numerusform>%n zurückgehaltener Text in Objekten des Dokuments</numerusform>
            <numerusform>%n zurückgehaltene Texte in Objekten des Dokuments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dropped metadata value(s) in objects of the document</source>
        <translation>
            <numerusform>%n verworfener Metadatenwert in Objekten des Dokuments</numerusform>
            <numerusform>%n verworfene Metadatenwerte in Objekten des Dokuments</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1 konnte nicht gelesen werden</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n withheld text(s)</source>
        <translation>
            <numerusform>%1: %n zurückgehaltener Text</numerusform>
            <numerusform>%1: %n zurückgehaltene Texte</numerusform>
        </translation>
    </message>
    <message>
        <source>text under a masked box</source>
        <translation>Text unter einer Abdeckung</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n word(s) under masked boxes</source>
        <translation>
            <numerusform>%1: %n Wort unter Abdeckungen</numerusform>
            <numerusform>%1: %n Wörter unter Abdeckungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n masked box(es) are not of one colour</source>
        <translation>
            <numerusform>%1: %n Abdeckung ist nicht einfarbig</numerusform>
            <numerusform>%1: %n Abdeckungen sind nicht einfarbig</numerusform>
        </translation>
    </message>
    <message>
        <source>not of one colour</source>
        <translation>nicht einfarbig</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n masked box(es) lie outside of the page</source>
        <translation>
            <numerusform>%1: %n Abdeckung liegt außerhalb der Seite</numerusform>
            <numerusform>%1: %n Abdeckungen liegen außerhalb der Seite</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be shown</source>
        <translation>%1 konnte nicht dargestellt werden</translation>
    </message>
    <message>
        <source>%1 is too large to be read</source>
        <translation>%1 ist zu groß, um gelesen zu werden</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n withheld text(s) can be read</source>
        <translation>
            <numerusform>%1: %n zurückgehaltener Text ist lesbar</numerusform>
            <numerusform>%1: %n zurückgehaltene Texte sind lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>readable text</source>
        <translation>lesbarer Text</translation>
    </message>
    <message>
        <source>the document could not be opened for reading</source>
        <translation>das Dokument konnte nicht zum Lesen geöffnet werden</translation>
    </message>
    <message>
        <source>%1 pages instead of %2</source>
        <translation>%1 Seiten statt %2</translation>
    </message>
    <message>
        <source>The document could not be opened twice.</source>
        <translation>Das Dokument konnte nicht zweimal geöffnet werden.</translation>
    </message>
    <message>
        <source>the pictures of masked pages could not be shown alone</source>
        <translation>die Bilder abgedeckter Seiten konnten nicht einzeln dargestellt werden</translation>
    </message>
    <message>
        <source>%1: a picture still shows what a masked box covers</source>
        <translation>%1: ein Bild zeigt noch, was eine Abdeckung verdeckt</translation>
    </message>
    <message>
        <source>a picture under a masked box</source>
        <translation>ein Bild unter einer Abdeckung</translation>
    </message>
    <message>
        <source>%1: a picture could not be shown alone</source>
        <translation>%1: ein Bild konnte nicht einzeln dargestellt werden</translation>
    </message>
    <message>
        <source>the JPEG markers are damaged</source>
        <translation>die JPEG-Marker sind beschädigt</translation>
    </message>
    <message>
        <source>an APP0 segment holds more than the format needs</source>
        <translation>ein APP0-Segment enthält mehr, als das Format braucht</translation>
    </message>
    <message>
        <source>JPEG segment 0x%1 of %2 bytes</source>
        <translation>JPEG-Segment 0x%1 von %2 Byte</translation>
    </message>
    <message>
        <source>JPEG segment 0x%1 is not known</source>
        <translation>JPEG-Segment 0x%1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>a colour profile that is not plain sRGB</source>
        <translation>ein Farbprofil, das kein reines sRGB ist</translation>
    </message>
    <message>
        <source>%1 bytes after the end of the picture</source>
        <translation>%1 Byte nach dem Ende des Bildes</translation>
    </message>
    <message>
        <source>the PNG chunks are damaged</source>
        <translation>die PNG-Blöcke sind beschädigt</translation>
    </message>
    <message>
        <source>a PNG chunk of %1 bytes that no picture needs</source>
        <translation>ein PNG-Block von %1 Byte, den kein Bild braucht</translation>
    </message>
    <message>
        <source>picture data beyond the last row</source>
        <translation>Bilddaten nach der letzten Zeile</translation>
    </message>
    <message>
        <source>the picture data is damaged</source>
        <translation>die Bilddaten sind beschädigt</translation>
    </message>
    <message>
        <source>the WebP chunks are damaged</source>
        <translation>die WebP-Blöcke sind beschädigt</translation>
    </message>
    <message>
        <source>a WebP chunk of %1 bytes that no picture needs</source>
        <translation>ein WebP-Block von %1 Byte, den kein Bild braucht</translation>
    </message>
    <message>
        <source>this picture format is not walked; write JPEG, PNG, TIFF or WebP</source>
        <translation>dieses Bildformat wird nicht durchlaufen; schreiben Sie JPEG, PNG, TIFF oder WebP</translation>
    </message>
    <message>
        <source>with a name of its own</source>
        <translation>mit eigenem Namen</translation>
    </message>
    <message>
        <source>%1: a tag (%2)</source>
        <translation>%1: ein Tag (%2)</translation>
    </message>
    <message>
        <source>stream %1 carries side information of type %2</source>
        <translation>Stream %1 führt Zusatzdaten der Art %2</translation>
    </message>
    <message>
        <source>container</source>
        <translation>Container</translation>
    </message>
    <message numerus="yes">
        <source>%n chapter(s)</source>
        <translation>
            <numerusform>%n Kapitel</numerusform>
            <numerusform>%n Kapitel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n programme(s) in one file</source>
        <translation>
            <numerusform>%n Programm in einer Datei</numerusform>
            <numerusform>%n Programme in einer Datei</numerusform>
        </translation>
    </message>
    <message>
        <source>programme</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>stream %1</source>
        <translation>Stream %1</translation>
    </message>
    <message>
        <source>%1 is a cover picture</source>
        <translation>%1 ist ein Titelbild</translation>
    </message>
    <message>
        <source>%1 holds subtitles</source>
        <translation>%1 enthält Untertitel</translation>
    </message>
    <message>
        <source>%1 is an attached file</source>
        <translation>%1 ist eine angehängte Datei</translation>
    </message>
    <message>
        <source>%1 holds data that is neither picture nor sound</source>
        <translation>%1 enthält Daten, die weder Bild noch Ton sind</translation>
    </message>
    <message numerus="yes">
        <source>only the first of %n video stream(s) is examined</source>
        <translation>
            <numerusform>nur der erste von %n Videostream wird untersucht</numerusform>
            <numerusform>nur der erste von %n Videostreams wird untersucht</numerusform>
        </translation>
    </message>
    <message>
        <source>a sound file with pictures</source>
        <translation>eine Tondatei mit Bildern</translation>
    </message>
    <message>
        <source>a video file without pictures</source>
        <translation>eine Videodatei ohne Bilder</translation>
    </message>
    <message numerus="yes">
        <source>%n audio stream(s) more than expected</source>
        <translation>
            <numerusform>%n Audiostream mehr als erwartet</numerusform>
            <numerusform>%n Audiostreams mehr als erwartet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n audio stream(s) fewer than expected</source>
        <translation>
            <numerusform>%n Audiostream weniger als erwartet</numerusform>
            <numerusform>%n Audiostreams weniger als erwartet</numerusform>
        </translation>
    </message>
    <message>
        <source>stream %1 holds coded data that players are told to skip</source>
        <translation>Stream %1 enthält kodierte Daten, die Player überspringen sollen</translation>
    </message>
    <message>
        <source>stream %1 holds sound that players are told to skip</source>
        <translation>Stream %1 enthält Ton, den Player überspringen sollen</translation>
    </message>
    <message>
        <source>packets of stream %1 carry side information of type %2</source>
        <translation>Pakete von Stream %1 führen Zusatzdaten der Art %2</translation>
    </message>
    <message>
        <source>closed captions in the pictures</source>
        <translation>verborgene Untertitel in den Bildern</translation>
    </message>
    <message>
        <source>user data in the pictures</source>
        <translation>Benutzerdaten in den Bildern</translation>
    </message>
    <message>
        <source>side information of type %1 in the pictures</source>
        <translation>Zusatzdaten der Art %1 in den Bildern</translation>
    </message>
    <message>
        <source>text that travels with frames</source>
        <translation>Text, der mit Einzelbildern mitläuft</translation>
    </message>
    <message>
        <source>the TIFF directories are damaged</source>
        <translation>die TIFF-Verzeichnisse sind beschädigt</translation>
    </message>
    <message>
        <source>TIFF tag %1 of %2 bytes, which no picture needs</source>
        <translation>TIFF-Tag %1 von %2 Byte, den kein Bild braucht</translation>
    </message>
    <message>
        <source>%1 bytes that belong to no part of the picture</source>
        <translation>%1 Byte, die zu keinem Teil des Bildes gehören</translation>
    </message>
    <message>
        <source>a file that should be empty is not</source>
        <translation>eine Datei, die leer sein sollte, ist es nicht</translation>
    </message>
    <message>
        <source>outputs of this kind cannot be examined yet</source>
        <translation>Ausgaben dieser Art können noch nicht untersucht werden</translation>
    </message>
    <message>
        <source>The check of the output stopped with an internal error.</source>
        <translation>Die Prüfung der Ausgabe brach mit einem internen Fehler ab.</translation>
    </message>
    <message>
        <source>there is no video stream to look at</source>
        <translation>es gibt keinen Videostream zum Ansehen</translation>
    </message>
    <message>
        <source>there is no audio stream %1</source>
        <translation>es gibt keinen Audiostream %1</translation>
    </message>
    <message numerus="yes">
        <source>%n Exif field(s)</source>
        <translation>
            <numerusform>%n Exif-Feld</numerusform>
            <numerusform>%n Exif-Felder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n IPTC field(s)</source>
        <translation>
            <numerusform>%n IPTC-Feld</numerusform>
            <numerusform>%n IPTC-Felder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n XMP field(s)</source>
        <translation>
            <numerusform>%n XMP-Feld</numerusform>
            <numerusform>%n XMP-Felder</numerusform>
        </translation>
    </message>
    <message>
        <source>a comment</source>
        <translation>ein Kommentar</translation>
    </message>
    <message>
        <source>a second reader could not open the picture</source>
        <translation>ein zweites Leseprogramm konnte das Bild nicht öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) in the bytes of the file</source>
        <translation>
            <numerusform>%n zurückgehaltener Text in den Bytes der Datei</numerusform>
            <numerusform>%n zurückgehaltene Texte in den Bytes der Datei</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are too short to be told from chance in the bytes of the file; they were searched as text only</source>
        <translation>
            <numerusform>%n Text ist zu kurz, um ihn in den Bytes der Datei von Zufall zu unterscheiden; er wurde nur als Text gesucht</numerusform>
            <numerusform>%n Texte sind zu kurz, um sie in den Bytes der Datei von Zufall zu unterscheiden; sie wurden nur als Text gesucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dropped metadata value(s) in the bytes of the file</source>
        <translation>
            <numerusform>%n verworfener Metadatenwert in den Bytes der Datei</numerusform>
            <numerusform>%n verworfene Metadatenwerte in den Bytes der Datei</numerusform>
        </translation>
    </message>
    <message>
        <source>a masked box is not of one colour</source>
        <translation>eine Abdeckung ist nicht einfarbig</translation>
    </message>
    <message>
        <source>a masked box lies outside of the picture</source>
        <translation>eine Abdeckung liegt außerhalb des Bildes</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) are pixelated or blurred: whether that can be undone was not verified</source>
        <translation>
            <numerusform>%n Abdeckung ist verpixelt oder weichgezeichnet: Ob sich das umkehren lässt, wurde nicht verifiziert</numerusform>
            <numerusform>%n Abdeckungen sind verpixelt oder weichgezeichnet: Ob sich das umkehren lässt, wurde nicht verifiziert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) are still there</source>
        <translation>
            <numerusform>%n zurückgehaltener Text ist noch vorhanden</numerusform>
            <numerusform>%n zurückgehaltene Texte sind noch vorhanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of a single sign could not be searched</source>
        <translation>
            <numerusform>%n Text aus einem einzigen Zeichen konnte nicht gesucht werden</numerusform>
            <numerusform>%n Texte aus einem einzigen Zeichen konnten nicht gesucht werden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1: the frame could not be converted</source>
        <translation>%1: das Einzelbild konnte nicht umgewandelt werden</translation>
    </message>
    <message>
        <source>%1 frames are missing and %2 stand at times that the source does not have, first at %3 s</source>
        <translation>%1 Einzelbilder fehlen und %2 stehen an Zeitpunkten, die es in der Quelle nicht gibt, zuerst bei %3 s</translation>
    </message>
    <message>
        <source>there were no times to compare with</source>
        <translation>es gab keine Zeitpunkte zum Vergleichen</translation>
    </message>
    <message>
        <source>%1 masked boxes on %2 frames are not of one colour, first at %3 s</source>
        <translation>%1 Abdeckungen auf %2 Einzelbildern sind nicht einfarbig, zuerst bei %3 s</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) have another size than expected</source>
        <translation>
            <numerusform>%n Einzelbild hat eine andere Größe als erwartet</numerusform>
            <numerusform>%n Einzelbilder haben eine andere Größe als erwartet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masked box(es) have no frame at their time</source>
        <translation>
            <numerusform>%n Abdeckung hat zu ihrer Zeit kein Einzelbild</numerusform>
            <numerusform>%n Abdeckungen haben zu ihrer Zeit kein Einzelbild</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masked box(es) lie outside of the picture</source>
        <translation>
            <numerusform>%n Abdeckung liegt außerhalb des Bildes</numerusform>
            <numerusform>%n Abdeckungen liegen außerhalb des Bildes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) could not be decoded cleanly</source>
        <translation>
            <numerusform>%n Einzelbild konnte nicht fehlerfrei dekodiert werden</numerusform>
            <numerusform>%n Einzelbilder konnten nicht fehlerfrei dekodiert werden</numerusform>
        </translation>
    </message>
    <message>
        <source>no frame could be decoded</source>
        <translation>kein Einzelbild konnte dekodiert werden</translation>
    </message>
    <message>
        <source>the video stream could not be decoded</source>
        <translation>der Videostream konnte nicht dekodiert werden</translation>
    </message>
    <message>
        <source>withheld text</source>
        <translation>zurückgehaltener Text</translation>
    </message>
    <message>
        <source>the animation announces another number of frames than it has</source>
        <translation>die Animation kündigt eine andere Zahl von Einzelbildern an, als sie hat</translation>
    </message>
    <message>
        <source>a frame of the animation is not a picture of its own</source>
        <translation>ein Einzelbild der Animation ist kein eigenständiges Bild</translation>
    </message>
    <message>
        <source>a picture in front of the animation</source>
        <translation>ein Bild vor der Animation</translation>
    </message>
    <message>
        <source>There is not enough memory to read the picture.</source>
        <translation>Zum Lesen des Bildes reicht der Speicher nicht aus.</translation>
    </message>
    <message>
        <source>a tag that turns the picture</source>
        <translation>ein Tag, der das Bild dreht</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are words of the container itself; they were searched in tags and streams only</source>
        <translation>
            <numerusform>%n Text ist ein Wort des Containers selbst; er wurde nur in Tags und Streams gesucht</numerusform>
            <numerusform>%n Texte sind Wörter des Containers selbst; sie wurden nur in Tags und Streams gesucht</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: there is not enough memory to look at it</source>
        <translation>%1: zum Ansehen reicht der Speicher nicht aus</translation>
    </message>
    <message>
        <source>%1: another size than expected</source>
        <translation>%1: andere Größe als erwartet</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n transparent pixel(s) keep a colour that nobody sees</source>
        <translation>
            <numerusform>%1: %n durchsichtiges Pixel behält eine Farbe, die niemand sieht</numerusform>
            <numerusform>%1: %n durchsichtige Pixel behalten eine Farbe, die niemand sieht</numerusform>
        </translation>
    </message>
    <message>
        <source>the file has another number of pictures than expected</source>
        <translation>die Datei hat eine andere Zahl von Bildern als erwartet</translation>
    </message>
    <message>
        <source>a masked box lies on a page that is not there</source>
        <translation>eine Abdeckung liegt auf einer Seite, die es nicht gibt</translation>
    </message>
    <message>
        <source>%1: the picture is too large to be examined</source>
        <translation>%1: das Bild ist zu groß, um untersucht zu werden</translation>
    </message>
    <message>
        <source>%1: the picture could not be decoded</source>
        <translation>%1: das Bild konnte nicht dekodiert werden</translation>
    </message>
    <message>
        <source>the file is no text in %1, in which it was written</source>
        <translation>die Datei ist kein Text in %1, worin sie geschrieben wurde</translation>
    </message>
    <message>
        <source>page %1: too much is drawn to be followed</source>
        <translation>Seite %1: es wird zu viel gezeichnet, um es zu verfolgen</translation>
    </message>
    <message>
        <source>there are too many pictures to look at each</source>
        <translation>es sind zu viele Bilder, um jedes anzusehen</translation>
    </message>
    <message>
        <source>page %1: a picture could not be shown alone</source>
        <translation>Seite %1: ein Bild konnte nicht einzeln dargestellt werden</translation>
    </message>
    <message>
        <source>page %1: a picture holds parts that the page does not show</source>
        <translation>Seite %1: ein Bild enthält Teile, die die Seite nicht zeigt</translation>
    </message>
    <message>
        <source>hidden parts of a picture</source>
        <translation>verborgene Teile eines Bildes</translation>
    </message>
    <message>
        <source>the pictures of the document could not be followed</source>
        <translation>die Bilder des Dokuments konnten nicht verfolgt werden</translation>
    </message>
    <message>
        <source>%1 of %2 text(s) are short or common words: they were looked for at their places only, the others everywhere</source>
        <translation>%1 von %2 Texten sind kurze oder häufige Wörter: Sie wurden nur an ihren Stellen gesucht, die anderen überall</translation>
    </message>
    <message>
        <source>%1: the reader did not finish in time</source>
        <translation>%1: das Lesen wurde nicht rechtzeitig fertig</translation>
    </message>
    <message numerus="yes">
        <source>%n short or common text(s) still stand at their places</source>
        <translation>
            <numerusform>%n kurzer oder häufiger Text steht noch an seiner Stelle</numerusform>
            <numerusform>%n kurze oder häufige Texte stehen noch an ihren Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: the detector failed</source>
        <translation>%1: der Detektor ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: seen inside of a masked box</source>
        <extracomment>%1: what was found, such as &quot;Face&quot;</extracomment>
        <translation>%1: in einem abgedeckten Bereich zu sehen</translation>
    </message>
    <message>
        <source>%1: neither masked nor kept</source>
        <translation>%1: weder abgedeckt noch behalten</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::worker</name>
    <message>
        <source>The reader of the file stopped.</source>
        <translation>Der Leseprozess der Datei ist beendet.</translation>
    </message>
    <message>
        <source>There is more to tell of the file than can be taken.</source>
        <translation>Zu dieser Datei gibt es mehr zu melden, als angenommen werden kann.</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file gave an answer that cannot be understood.</source>
        <translation>Nicht untersucht: Der Leseprozess der Datei gab eine unverständliche Antwort.</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file took more time than it may.</source>
        <translation>Nicht untersucht: Der Leseprozess der Datei brauchte mehr Zeit, als ihm zusteht.</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file was stopped because it tried something that reading does not need. The file may be made to attack its reader.</source>
        <translation>Nicht untersucht: Der Leseprozess der Datei wurde beendet, weil er etwas versuchte, was zum Lesen nicht nötig ist. Die Datei könnte für einen Angriff gemacht sein.</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file stopped (%1).</source>
        <translation>Nicht untersucht: Der Leseprozess der Datei ist abgebrochen (%1).</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file stopped.</source>
        <translation>Nicht untersucht: Der Leseprozess der Datei ist abgebrochen.</translation>
    </message>
    <message>
        <source>The file became shorter while it was read.</source>
        <translation>Die Datei wurde kürzer, während sie gelesen wurde.</translation>
    </message>
    <message>
        <source>“%1”, which reads the files of a case, cannot be started (%2). Install the program again.</source>
        <translation>„%1“, das die Dateien eines Falls liest, lässt sich nicht starten (%2). Installieren Sie das Programm erneut.</translation>
    </message>
    <message>
        <source>The reader of the files is “%1”, and this program is “%2”: install the same version of both.</source>
        <translation>Der Leseprozess ist „%1“, dieses Programm ist „%2“: Installieren Sie beide in derselben Version.</translation>
    </message>
    <message>
        <source>The job for the reader of the file cannot be understood.</source>
        <translation>Der Auftrag an den Leseprozess der Datei ist unverständlich.</translation>
    </message>
</context>
<context>
    <name>redoubt::workflow</name>
    <message>
        <source>no file of that name is in the case.</source>
        <translation>Im Fall ist keine Datei dieses Namens.</translation>
    </message>
    <message>
        <source>Mark %1 on “%2” was not applied: %3</source>
        <translation>Markierung %1 auf „%2“ wurde nicht angewendet: %3</translation>
    </message>
    <message>
        <source>it matches nothing.</source>
        <translation>Sie trifft auf nichts zu.</translation>
    </message>
    <message>
        <source>it matches the name of the file and nothing in it.</source>
        <translation>Sie trifft auf den Namen der Datei zu, aber auf nichts darin.</translation>
    </message>
    <message>
        <source>No temporary folder can be made.</source>
        <translation>Es kann kein temporärer Ordner angelegt werden.</translation>
    </message>
    <message>
        <source>“%1” is not a release manifest that this program can read.</source>
        <translation>„%1“ ist kein Freigabemanifest, das dieses Programm lesen kann.</translation>
    </message>
    <message>
        <source>Entry %1 of the release manifest cannot be read.</source>
        <translation>Eintrag %1 des Freigabemanifests kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>the release is not signed</source>
        <translation>die Freigabe ist nicht signiert</translation>
    </message>
    <message>
        <source>the signature is not of this manifest: it was changed</source>
        <translation>die Signatur gehört nicht zu diesem Manifest: Es wurde geändert</translation>
    </message>
    <message>
        <source>signed with the key of the case, %1</source>
        <translation>signiert mit dem Schlüssel des Falls, %1</translation>
    </message>
    <message>
        <source>signed with the key that was given, %1</source>
        <translation>signiert mit dem angegebenen Schlüssel, %1</translation>
    </message>
    <message>
        <source>signed with another key than it should be, %1</source>
        <translation>mit einem anderen Schlüssel signiert, als es sein sollte, %1</translation>
    </message>
    <message>
        <source>signed with a key that nobody vouched for, %1; compare it with the fingerprint of the vault</source>
        <translation>signiert mit einem Schlüssel, für den niemand bürgt, %1; vergleichen Sie ihn mit dem Fingerabdruck des Tresors</translation>
    </message>
    <message>
        <source>the custody log of the case has this release</source>
        <translation>das Verwahrungsprotokoll des Falls enthält diese Freigabe</translation>
    </message>
    <message>
        <source>the custody log of the case does not have this release</source>
        <translation>das Verwahrungsprotokoll des Falls enthält diese Freigabe nicht</translation>
    </message>
    <message>
        <source>the manifest does not name this file by its hash</source>
        <translation>das Manifest nennt keinen Hash dieser Datei</translation>
    </message>
    <message>
        <source>as the manifest names it</source>
        <translation>wie im Manifest genannt</translation>
    </message>
    <message>
        <source>it was changed</source>
        <translation>sie wurde geändert</translation>
    </message>
    <message>
        <source>nothing withheld stands in it</source>
        <translation>darin steht nichts Zurückgehaltenes</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) stand in it</source>
        <translation>
            <numerusform>darin steht %n zurückgehaltener Text</numerusform>
            <numerusform>darin stehen %n zurückgehaltene Texte</numerusform>
        </translation>
    </message>
    <message>
        <source>the name holds withheld text</source>
        <translation>der Name enthält zurückgehaltenen Text</translation>
    </message>
    <message>
        <source>nothing withheld stands in the name</source>
        <translation>im Namen steht nichts Zurückgehaltenes</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the original were not examined for what should be redacted</source>
        <translation>
            <numerusform>%n Teil des Originals wurde nicht auf zu Schwärzendes untersucht</numerusform>
            <numerusform>%n Teile des Originals wurden nicht auf zu Schwärzendes untersucht</numerusform>
        </translation>
    </message>
    <message>
        <source>the case does not have the original of this file</source>
        <translation>der Fall enthält das Original dieser Datei nicht</translation>
    </message>
    <message>
        <source>The manifest names no place for this output.</source>
        <translation>Das Manifest gibt nicht an, wo diese Ausgabe liegt.</translation>
    </message>
    <message>
        <source>the manifest names no such file: it was not released</source>
        <translation>das Manifest nennt keine solche Datei: Sie wurde nicht freigegeben</translation>
    </message>
    <message>
        <source>Mark %1 was not applied.</source>
        <translation>Markierung %1 wurde nicht angewendet.</translation>
    </message>
    <message>
        <source>what was withheld here is not known, so it could not be looked for: give the marks or the case</source>
        <translation>was hier zurückgehalten wurde, ist nicht bekannt und konnte daher nicht gesucht werden: Geben Sie die Markierungen oder den Fall an</translation>
    </message>
    <message>
        <source>“%1” is empty: there is nothing to redact.</source>
        <translation>„%1“ ist leer: Es gibt nichts zu schwärzen.</translation>
    </message>
    <message>
        <source>“%1” is of a kind that cannot be examined or redacted yet (%2); the original is sealed in the vault.</source>
        <translation>„%1“ ist von einer Art, die noch nicht untersucht oder geschwärzt werden kann (%2); das Original ist im Tresor versiegelt.</translation>
    </message>
    <message>
        <source>name of the file</source>
        <translation>Name der Datei</translation>
    </message>
    <message>
        <source>Not examined: reading it was begun twice and never finished. It is left aside until you ask for it again.</source>
        <translation>Nicht untersucht: Das Lesen wurde zweimal begonnen und nie fertig. Die Datei bleibt zurückgestellt, bis Sie sie erneut anfordern.</translation>
    </message>
    <message>
        <source>The machine that reads the files has other detectors or models than this one: install the same on both.</source>
        <translation>Der Rechner, der die Dateien liest, hat andere Detektoren oder Modelle als dieser: Installieren Sie auf beiden dieselben.</translation>
    </message>
    <message>
        <source>The files are read in processes that are not closed in as far as they can be: this machine has no %1. A file that is made to attack its reader could do more here.</source>
        <translation>Die Dateien werden in Prozessen gelesen, die nicht so weit wie möglich abgeschottet sind: Diesem Rechner fehlt %1. Eine für einen Angriff gemachte Datei könnte hier mehr anrichten.</translation>
    </message>
    <message>
        <source>parts of the file</source>
        <translation>Teile der Datei</translation>
    </message>
    <message>
        <source>They lie too deep in other files to be taken out.</source>
        <translation>Sie liegen zu tief in anderen Dateien, um herausgenommen zu werden.</translation>
    </message>
    <message>
        <source>There are more of them than can be taken out.</source>
        <translation>Es sind mehr, als herausgenommen werden können.</translation>
    </message>
    <message>
        <source>Files of this kind have no pages to draw.</source>
        <translation>Dateien dieser Art haben keine Seiten zum Zeichnen.</translation>
    </message>
    <message>
        <source>Files of this kind have no text to read.</source>
        <translation>Dateien dieser Art haben keinen Text zum Lesen.</translation>
    </message>
    <message>
        <source>There is no picture of this kind of file.</source>
        <translation>Von dieser Dateiart gibt es kein Bild.</translation>
    </message>
</context>
</TS>
